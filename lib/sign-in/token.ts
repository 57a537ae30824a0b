import { ConfidentialClientApplication, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { CLOUDS, type CloudName } from '../domain/cloud.ts';
import { type ErrorDetails, SignInUnavailable } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import { waitAndTryAgain } from '../domain/remedy.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import type { FailedTry } from '../http/retry-policy.ts';
import type { SigningApp } from './credential/credential.ts';
import { isTemporarySignInFault } from './passing-sign-in-fault.ts';
import { presentedIn } from './presented-assertion.ts';
import { aadstsNumbers, descriptionIn, signInRejected } from './sign-in-error.ts';
import { TokenExchange } from './token-exchange.ts';

/** A failed sign-in that may succeed in another try, with the parts of the answer that the retry policy uses. */
export class SignInInterrupted extends SignInUnavailable {
  readonly answer: Omit<FailedTry, 'attempt'>;
  constructor(message: string, details: ErrorDetails, answer: Omit<FailedTry, 'attempt'>) {
    super(message, details);
    this.answer = answer;
  }
}

/**
 * Asks once for the app's access token for the national cloud's Graph (OAuth 2.0 client credentials), for at most `timeLeft`
 * milliseconds. Creates a new MSAL application, because after a 429 or 5xx an existing one refuses to ask for a minute.
 * Throws SignInRejected, or SignInInterrupted if another try may help. Neither contains the secret, the assertion or the token.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function requestToken(
  { tenantId, clientId, credential }: SigningApp,
  cloudName: CloudName,
  transport: HttpTransport,
  timeLeft: number,
): Promise<string> {
  const { authority, graph } = CLOUDS[cloudName];
  const exchange = new TokenExchange({ transport, secrets: credential.secrets, timeLeft });
  const proof = await credential.prove(cloudName);
  const app = new ConfidentialClientApplication({
    auth: { clientId, ...proof, authority: `${authority}/${tenantId}` },
    system: { networkClient: exchange },
  });
  try {
    const result = await app.acquireTokenByClientCredential({ scopes: [`${graph}/.default`] });
    const token: unknown = result?.accessToken;
    if (typeof token !== 'string' || token === '') throw new Error('the answer holds no access token');
    if (exchange.assertionIsIn(claimsIn(token))) throw new Error('the access token repeats the assertion');
    return token;
  } catch (error) {
    // MSAL gives no cause if no answer came.
    const text = exchange.trouble?.words ?? (error as Error).message;
    // MSAL throws InteractionRequiredAuthError if a Conditional Access policy refuses (AADSTS53003).
    const refused = error instanceof ServerError || error instanceof InteractionRequiredAuthError;
    const code = refused ? error.errorCode : undefined;
    if (!refused || isTemporarySignInFault({ status: exchange.status, error: code, text })) {
      throw interrupted(tenantId, refused ? undefined : authority, text, exchange);
    }
    throw exchange.guard.cleanError(
      signInRejected(
        {
          text,
          error: error.errorCode,
          correlationId: error.correlationId,
          presented: presentedIn(exchange.assertion),
        },
        tenantId,
        credential.sharedApp,
      ),
    );
  }
}

function claimsIn(token: string): string {
  return Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
}

/** `authority` is what may not be reachable; undefined if Entra itself answered. */
function interrupted(tenantId: string, authority: string | undefined, text: string, exchange: TokenExchange) {
  const { status, headers, trouble, guard } = exchange;
  const [number] = aadstsNumbers(text);
  const code = number && `AADSTS${number}`;
  const words = code ? `${code}: ${descriptionIn(text)}` : text;
  const { message, details } = guard.cleanError(
    new SignInUnavailable(
      `Entra gave no token for tenant ${tenantId} (${status ?? 'no answer'}): ${plainText(words)}`,
      {
        tenantId,
        code: code ?? (status === undefined ? undefined : String(status)),
        remedy: (place) =>
          trouble?.remedy ??
          (authority === undefined || status === 429
            ? `${waitAndTryAgain(place)}: Microsoft Entra is busy or has a fault.`
            : `${waitAndTryAgain(place)}; check that the network lets HTTPS to ${authority} pass.`),
      },
    ),
  ) as SignInUnavailable;
  return new SignInInterrupted(message, details, { status, headers });
}
