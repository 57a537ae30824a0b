import * as z from 'zod/mini';
import {
  GraphRefused,
  GraphUnavailable,
  LicenseMissing,
  PermissionMissing,
  type SyncError,
} from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import { licenseRemedy, permissionRemedy, type SourceNeeds } from '../domain/source-needs.ts';
import { LEFT_OUT } from './credentials/credential-guard.ts';
import type { HttpAnswer } from './http-transport.ts';
import { jsonIn } from './json-body.ts';
import { isTransient } from './retry-policy.ts';

const ErrorBody = z.object({ error: z.object({ code: z.string(), message: z.optional(z.string()) }) });

type Kind = new (message: string, details: ConstructorParameters<typeof SyncError>[1]) => SyncError;
type Refusal = {
  when: (status: number, message: string, needs: SourceNeeds) => boolean;
  is: Kind;
  remedy: (needs: SourceNeeds) => string;
};

/**
 * Read from the top; the first row that fits is the refusal. Identity Protection answers a missing licence
 * and a missing permission with the same status and code, so only "not licensed" in the message tells them
 * apart. Sources: https://learn.microsoft.com/graph/errors and https://learn.microsoft.com/graph/resolve-auth-errors
 */
const REFUSALS: Refusal[] = [
  {
    when: (status) => isTransient(status),
    is: GraphUnavailable,
    remedy: () => 'Wait for the next sync, or run one later: Microsoft Graph is busy or has a fault.',
  },
  {
    when: (status) => status === 401,
    is: GraphRefused,
    remedy: () =>
      "Run the sync again. If Graph refuses the token each time, check the connection's cloud: a token of one national cloud is worth nothing in another.",
  },
  {
    when: (status, message, { license }) =>
      status === 403 && license !== undefined && /not licensed/i.test(message),
    is: LicenseMissing,
    remedy: licenseRemedy,
  },
  { when: (status) => status === 403, is: PermissionMissing, remedy: permissionRemedy },
  {
    when: () => true,
    is: GraphRefused,
    remedy: () =>
      'Graph does not answer this request as documented. Check for a newer version of this program.',
  },
];

/** The named error for an answer that is neither 200 nor 206. */
export function graphError(request: string, answer: HttpAnswer, needs: SourceNeeds): SyncError {
  const { code, message } = statedError(answer.body);
  const said = plainText(message ?? '');
  const row = REFUSALS.find(({ when }) => when(answer.status, message ?? '', needs)) as Refusal;
  const requestId = requestIdOf(answer);
  return new row.is(
    `Graph answered ${request} with ${answer.status}${code ? ` ${plainText(code, 64)}` : ''}${said && `: ${said}`} (request-id ${requestId ?? 'not sent'})`,
    {
      code: code ? plainText(code, 64) : String(answer.status),
      status: answer.status,
      requestId,
      remedy: row.remedy(needs),
    },
  );
}

/** Graph's `request-id` header, made safe to keep. */
export function requestIdOf({ headers }: HttpAnswer): string | undefined {
  const id = headers['request-id'];
  return id === LEFT_OUT ? id : id?.replace(/[^\w-]/g, '').slice(0, 64) || undefined;
}

function statedError(body: Buffer): { code?: string; message?: string | undefined } {
  try {
    return ErrorBody.parse(jsonIn(body)).error;
  } catch {
    return {};
  }
}
