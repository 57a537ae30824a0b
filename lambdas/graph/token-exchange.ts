import type { INetworkModule } from '@azure/msal-node';
import { CredentialGuard, LEFT_OUT } from './credentials/credential-guard.ts';
import type { HttpAnswer, HttpTransport } from './http-transport.ts';
import { jsonIn, textIn } from './json-body.ts';
import { CHECK_PROXY, networkRemedy, networkWords } from './network-fault.ts';

/** A request for a token ends after these milliseconds, or earlier if the sign-in has less time left. */
const TOKEN_TIMEOUT = 15_000;

export interface ExchangeConditions {
  transport: HttpTransport;
  /** The client secret, which no answer may repeat. */
  secret: string;
  /** Milliseconds that the sign-in has left. */
  timeLeft: number;
}

/** MSAL's network on our transport: keeps what MSAL forgets of the last answer, its status and headers. */
export class TokenExchange implements INetworkModule {
  status: number | undefined;
  headers: HttpAnswer['headers'] = {};
  /** Why the last request has no usable answer, and what to do about it if that is known. */
  trouble: { words: string; remedy: string | undefined } | undefined;
  /** Knows the secret, and the token as soon as there is one. */
  guard: CredentialGuard;
  readonly #conditions: ExchangeConditions;

  constructor(conditions: ExchangeConditions) {
    this.#conditions = conditions;
    this.guard = new CredentialGuard({ secrets: [conditions.secret] });
  }

  sendGetRequestAsync: INetworkModule['sendGetRequestAsync'] = (url, options) =>
    this.#send('GET', url, options);
  sendPostRequestAsync: INetworkModule['sendPostRequestAsync'] = (url, options) =>
    this.#send('POST', url, options);

  async #send<T>(
    method: 'GET' | 'POST',
    url: string,
    options: { headers?: Record<string, string>; body?: string } = {},
  ) {
    const { transport, secret, timeLeft } = this.#conditions;
    this.status = undefined;
    this.headers = {};
    this.trouble = undefined;
    const signal = AbortSignal.timeout(Math.max(1, Math.min(TOKEN_TIMEOUT, timeLeft)));
    const request = { method, url: new URL(url), headers: options.headers ?? {}, body: options.body, signal };
    const { status, headers, body, bodyFault } = await transport.send(request).catch((error: Error) => {
      const words = signal.aborted ? 'no answer in time' : networkWords(error);
      this.trouble = { words, remedy: networkRemedy(error) };
      throw error;
    });
    this.status = status;
    this.headers = headers;
    if (bodyFault) this.#cannotRead(`the answer cannot be read: ${bodyFault.why}`);
    const { access_token, ...others } = objectIn(body) ?? this.#cannotRead(`the answer ${whatItIs(body)}`);
    if (typeof access_token === 'string')
      this.guard = new CredentialGuard({ secrets: [secret], tokens: [access_token] });
    const present = Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return {
      status,
      headers: this.guard.clean(Object.fromEntries(present)),
      body: { ...withCode(this.guard.clean(others), others), access_token } as T,
    };
  }

  /** MSAL replaces the words of this error by a link to its documentation. */
  #cannotRead(words: string): never {
    this.trouble = { words, remedy: this.status === 407 ? CHECK_PROXY : undefined };
    throw new Error(words);
  }
}

/** Entra answers in JSON; a hotel's or company's proxy in HTML, until a person signs in there. */
function whatItIs(body: Buffer): string {
  if (body.length === 0) return 'is empty';
  const isHtml = /^\s*</.test(textIn(body).slice(0, 64));
  return isHtml
    ? 'is HTML, not JSON; a proxy on the way may have answered instead of Entra'
    : 'is not a JSON object';
}

/** A description that is left out keeps its AADSTS code, because the remedy depends on it. */
function withCode(clean: Record<string, unknown>, { error_description }: Record<string, unknown>) {
  const [code] = /^AADSTS\d{4,8}(?=:)/.exec(String(error_description)) ?? [];
  const lost = code && clean.error_description === LEFT_OUT;
  return lost ? { ...clean, error_description: `${code}: ${LEFT_OUT}` } : clean;
}

/** The body's JSON object; undefined if it is none. The error of `JSON.parse` would quote it. */
function objectIn(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = jsonIn(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
