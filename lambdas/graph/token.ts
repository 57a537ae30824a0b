import {
  ConfidentialClientApplication,
  type INetworkModule,
  InteractionRequiredAuthError,
  ServerError,
} from '@azure/msal-node';
import { CLOUDS, type CloudName } from '../domain/cloud.ts';
import type { ConnectionSecret } from '../domain/connection.ts';
import { SignInUnavailable } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import { CredentialGuard, LEFT_OUT } from './credentials/credential-guard.ts';
import type { HttpTransport } from './http-transport.ts';
import { jsonIn } from './json-body.ts';
import { signInRejected } from './sign-in-error.ts';

const TOKEN_TIMEOUT = 15_000;

/**
 * Signs the app in (OAuth 2.0 client credentials) and gives its access token for the cloud's Graph. One request.
 * Each call makes a new MSAL application: after a 429 or 5xx the same one would refuse to ask again for a minute.
 * Throws SignInRejected, or SignInUnavailable when trying again may help. Neither repeats the secret or the token.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function requestToken(
  secret: ConnectionSecret,
  cloudName: CloudName,
  transport: HttpTransport,
): Promise<string> {
  const { authority, graph } = CLOUDS[cloudName];
  const exchange = new TokenExchange(transport, secret.clientSecret);
  const app = new ConfidentialClientApplication({
    auth: {
      clientId: secret.clientId,
      clientSecret: secret.clientSecret,
      authority: `${authority}/${secret.tenantId}`,
    },
    system: { networkClient: exchange },
  });
  try {
    const result = await app.acquireTokenByClientCredential({ scopes: [`${graph}/.default`] });
    const token: unknown = result?.accessToken;
    if (typeof token !== 'string' || token === '') throw new Error('the answer holds no access token');
    return token;
  } catch (error) {
    const { status } = exchange;
    // MSAL names no cause where no answer came.
    const text = exchange.trouble ?? (error as Error).message;
    // What a Conditional Access policy blocks (AADSTS53003) comes as the second class.
    const refused = error instanceof ServerError || error instanceof InteractionRequiredAuthError;
    if (!refused || status === undefined || status === 429 || status >= 500) {
      throw exchange.guard.cleanError(
        new SignInUnavailable(
          `Entra did not answer the sign-in to tenant ${secret.tenantId} (${status ?? 'no answer'}): ${plainText(text)}`,
          {
            tenantId: secret.tenantId,
            code: status === undefined ? undefined : String(status),
            remedy: `Wait for the next sync, or run one later; check that the network lets HTTPS to ${authority} pass.`,
          },
        ),
      );
    }
    throw exchange.guard.cleanError(
      signInRejected({ text, error: error.errorCode, correlationId: error.correlationId }, secret.tenantId),
    );
  }
}

/** MSAL's network on our transport: a timeout on each request, answers without the secret, and the last one's status. */
class TokenExchange implements INetworkModule {
  status: number | undefined;
  /** Why the last request has no answer. */
  trouble: string | undefined;
  /** Knows the secret, and the token as soon as there is one. */
  guard: CredentialGuard;
  readonly #transport: HttpTransport;
  readonly #secret: string;

  constructor(transport: HttpTransport, secret: string) {
    this.#transport = transport;
    this.#secret = secret;
    this.guard = new CredentialGuard({ secrets: [secret] });
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
    this.status = undefined;
    this.trouble = undefined;
    const request = { method, url: new URL(url), headers: options.headers ?? {}, body: options.body };
    const answer = await this.#transport
      .send({ ...request, signal: AbortSignal.timeout(TOKEN_TIMEOUT) })
      .catch((error: Error) => {
        this.trouble = error.message;
        throw error;
      });
    if (answer.bodyFault) throw new Error(`the answer cannot be read (${answer.bodyFault.why})`);
    const { status, headers, body } = answer;
    this.status = status;
    const { access_token, ...others } = objectIn(body);
    if (typeof access_token === 'string')
      this.guard = new CredentialGuard({ secrets: [this.#secret], tokens: [access_token] });
    const present = Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return {
      status,
      headers: this.guard.clean(Object.fromEntries(present)),
      body: { ...withCode(this.guard.clean(others), others), access_token } as T,
    };
  }
}

/** A description that is left out keeps its AADSTS code, because the remedy depends on it. */
function withCode(clean: Record<string, unknown>, { error_description }: Record<string, unknown>) {
  const [code] = /^AADSTS\d{4,8}(?=:)/.exec(String(error_description)) ?? [];
  const lost = code && clean.error_description === LEFT_OUT;
  return lost ? { ...clean, error_description: `${code}: ${LEFT_OUT}` } : clean;
}

/** The body's JSON object. Throws an error that, unlike the one of `JSON.parse`, quotes nothing of it. */
function objectIn(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = jsonIn(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // The error below names the fault for both cases.
  }
  throw new Error('the answer is not a JSON object');
}
