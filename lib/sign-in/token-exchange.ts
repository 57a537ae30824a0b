import type { INetworkModule } from '@azure/msal-node';
import { CredentialGuard, LEFT_OUT } from '../http/credentials/credential-guard.ts';
import type { HttpAnswer, HttpTransport } from '../http/http-transport.ts';
import { jsonIn, textIn } from '../http/json-body.ts';
import { CHECK_PROXY, networkErrorText, networkRemedy } from '../http/network-fault.ts';

/** Timeout of a token request in milliseconds. It is shorter if the sign-in has less time left. */
const TOKEN_TIMEOUT = 15_000;

interface ExchangeConditions {
  transport: HttpTransport;
  /** A client secret or a private key, which are removed from every answer. */
  secrets: readonly string[];
  /** Milliseconds that the sign-in has left. */
  timeLeft: number;
}

/** Sends MSAL's requests by our transport. Keeps status and headers of the last answer, which MSAL does not report. */
export class TokenExchange implements INetworkModule {
  status: number | undefined;
  headers: HttpAnswer['headers'] = {};
  /** Why the last request got no usable answer, and what to do about it, if that is known. */
  trouble: { words: string; remedy: string | undefined } | undefined;
  /** Guards the secrets, and the assertion and the token as soon as there is one. */
  guard: CredentialGuard;
  /** The assertion that was sent; undefined if a client secret was. */
  assertion: string | undefined;
  readonly #conditions: ExchangeConditions;

  constructor(conditions: ExchangeConditions) {
    this.#conditions = conditions;
    this.guard = new CredentialGuard(conditions);
  }

  sendGetRequestAsync: INetworkModule['sendGetRequestAsync'] = (url, options) =>
    this.#send('GET', url, options);
  sendPostRequestAsync: INetworkModule['sendPostRequestAsync'] = (url, options) =>
    this.#send('POST', url, options);

  /** Returns whether a text repeats the assertion that was sent. Later steps could not remove it, because they do not know it. */
  assertionIsIn(text: string): boolean {
    const { assertion } = this;
    return assertion !== undefined && new CredentialGuard({ tokens: [assertion] }).clean(text) !== text;
  }

  async #send<T>(
    method: 'GET' | 'POST',
    url: string,
    options: { headers?: Record<string, string>; body?: string } = {},
  ) {
    const { transport, secrets, timeLeft } = this.#conditions;
    this.assertion = new URLSearchParams(options.body).get('client_assertion') ?? undefined;
    const assertions = this.assertion === undefined ? [] : [this.assertion];
    this.guard = new CredentialGuard({ secrets, tokens: assertions });
    this.status = undefined;
    this.headers = {};
    this.trouble = undefined;
    const signal = AbortSignal.timeout(Math.max(1, Math.min(TOKEN_TIMEOUT, timeLeft)));
    const request = { method, url: new URL(url), headers: options.headers ?? {}, body: options.body, signal };
    const { status, headers, body, bodyFault } = await transport.send(request).catch((error: Error) => {
      const words = signal.aborted ? 'no answer in time' : networkErrorText(error);
      this.trouble = { words, remedy: networkRemedy(error) };
      throw error;
    });
    this.status = status;
    this.headers = headers;
    if (bodyFault) this.#cannotRead(`the answer cannot be read: ${bodyFault.why}`);
    const { access_token, ...others } = objectIn(body) ?? this.#cannotRead(`the answer ${whatItIs(body)}`);
    if (typeof access_token === 'string')
      this.guard = new CredentialGuard({ secrets, tokens: [...assertions, access_token] });
    const present = Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return {
      status,
      headers: this.guard.clean(Object.fromEntries(present)),
      body: { ...withCode(this.guard.clean(others), others), access_token } as T,
    };
  }

  /** Throws an error, and keeps its message in `trouble`, because MSAL replaces it with a link to its documentation. */
  #cannotRead(words: string): never {
    this.trouble = { words, remedy: this.status === 407 ? CHECK_PROXY : undefined };
    throw new Error(words);
  }
}

/** Describes a body that is not Entra's JSON. The proxy of a hotel or company sends HTML until its user signs in. */
function whatItIs(body: Buffer): string {
  if (body.length === 0) return 'is empty';
  const isHtml = /^\s*</.test(textIn(body).slice(0, 64));
  return isHtml
    ? 'is HTML, not JSON; a proxy on the way may have answered instead of Entra'
    : 'is not a JSON object';
}

/** Restores the AADSTS code of a description that was left out, because the remedy depends on the code. */
function withCode(clean: Record<string, unknown>, { error_description }: Record<string, unknown>) {
  const [code] = /^AADSTS\d{4,8}(?=:)/.exec(String(error_description)) ?? [];
  const lost = code && clean.error_description === LEFT_OUT;
  return lost ? { ...clean, error_description: `${code}: ${LEFT_OUT}` } : clean;
}

/** Returns the JSON object in the body; undefined if it is not an object. The error of `JSON.parse` would quote the body. */
function objectIn(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = jsonIn(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
