import { RefusedDespitePermission, type SyncError } from '../domain/errors.ts';
import { stated } from '../domain/graph-words.ts';
import type { SourceNeeds } from '../domain/source-needs.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import type { HeldRole } from '../sign-in/token-roles.ts';
import { refusalOf } from './refusal.ts';
import { statedError } from './stated-error.ts';

/**
 * Returns the named error for an answer that is neither 200 nor 206, with Graph's own words. `objectsCame` says that Graph
 * gave objects of the source before it refused.
 */
export function graphError(
  request: string,
  answer: HttpAnswer,
  needs: SourceNeeds,
  held: HeldRole,
  objectsCame = false,
): SyncError {
  const { words, everything } = statedError(answer);
  const { status, code, requestId } = words;
  const challenged = isChallenge(answer, everything);
  const { is, remedy } = refusalOf({
    status: answer.status,
    code,
    everything,
    challenged,
    needs,
    held,
    objectsCame,
  });
  const despite = is === RefusedDespitePermission;
  const what = despite
    ? `The token holds ${held || needs.permission}, but Graph refused: ${stated({ ...words, status: code ? null : status })}`
    : `Graph answered ${request} with ${stated(words)}`;
  return new is(`${what} (request-id ${requestId ?? 'not sent'})`, {
    code: code ?? String(answer.status),
    status: answer.status,
    requestId: requestId ?? undefined,
    graph: words,
    remedy,
  });
}

/**
 * Whether Graph asks for a token with other claims: by an `insufficient_claims` or `claims` parameter in `WWW-Authenticate`,
 * in upper or lower case and in any of several challenges, or by mentioning continuous access evaluation in the body.
 * Source: https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
function isChallenge({ headers }: HttpAnswer, everything: string): boolean {
  const header = headers['www-authenticate'] ?? '';
  return (
    /\binsufficient_claims\b|(^|[\s,;])claims\s*=/i.test(header) ||
    /\binsufficient_claims\b|continuous access evaluation/i.test(everything)
  );
}
