import * as z from 'zod/mini';
import { SyncError } from './errors.ts';
import { GraphWords } from './graph-words.ts';
import { DEPLOYED_SYNC, type Place, remedyAt } from './remedy.ts';
import { UserError } from './user-error.ts';

/** A failed step as the register stores it and as people read it. */
export const Failure = z.object({
  name: z.string(),
  message: z.string(),
  code: z.optional(z.string()),
  status: z.optional(z.number()),
  remedy: z.string(),
  requestId: z.optional(z.string()),
  graph: z.optional(GraphWords),
  tenantId: z.optional(z.string()),
});
export type Failure = z.infer<typeof Failure>;

const LOOK_INTO_THE_LOG =
  'Look into the log of the function that failed: this is a fault of the program or of its AWS set-up, not of the tenant.';

/** For the command line, which has no log to point to. */
const OUR_FAULT =
  'This is a fault of the program, not of the tenant: check for a newer version, and report it.';

/** Returns an error in the form for the register and for people, with the remedy that fits the place. */
export function failureOf(error: unknown, place: Place = DEPLOYED_SYNC): Failure {
  const { name = 'Error', message = String(error) } = (error ?? {}) as Partial<Error>;
  if (!(error instanceof UserError)) {
    const deployed = place.command === 'sync' && !place.local;
    return { name, message, remedy: deployed ? LOOK_INTO_THE_LOG : OUR_FAULT };
  }
  const { cause: _, connection, app, ...details } = error instanceof SyncError ? error.details : {};
  const remedy = remedyAt(error.remedy, {
    ...place,
    connection: place.connection ?? connection,
    app: place.app ?? app,
  });
  return Failure.parse(JSON.parse(JSON.stringify({ name, message, ...details, remedy })));
}

/** Adds the connection's name to an error, because the commands in its remedy need it. Returns the error. */
export function aboutConnection(error: unknown, connection: string): unknown {
  if (error instanceof SyncError) error.details.connection ??= connection;
  return error;
}

/**
 * Returns the error that a Lambda function throws. Step Functions sees only an error's name and message, so the
 * message carries the complete failure as JSON. `decodeCaught` decodes it after a Catch.
 */
export function encodeFailure(error: unknown, place: Place = DEPLOYED_SYNC): Error {
  const failure = failureOf(error, place);
  const encoded = new Error(JSON.stringify(failure));
  encoded.name = failure.name;
  return encoded;
}

/** The output of a Catch. `Cause` is JSON if a Lambda function failed; it may be any text, and is missing for some timeouts. */
export const Caught = z.object({ Error: z.string(), Cause: z.optional(z.string()) });
export type Caught = z.infer<typeof Caught>;

/** Timeouts of the state machine, of Lambda (newer and older), and of middy, which ends a function just before Lambda does. */
const TIMED_OUT = new Set(['States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown', 'TimeoutError']);

/**
 * The function's process ended. It ran out of memory if the system killed it, or if Node aborted because its
 * heap was full. Source: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
const ENDED = new Set(['Runtime.ExitError', 'Runtime.OutOfMemory']);
const OUT_OF_MEMORY = /signal: (killed|aborted)|exit status 13[47]|out.?of.?memory|heap limit/i;
const LAMBDA_BUSY = 'Lambda.TooManyRequestsException';
const RAISE_CONCURRENCY =
  "AWS Lambda had no free capacity for a quarter of an hour. Raise the account's quota (Service Quotas, AWS Lambda, Concurrent executions), or spread the schedules of the connections.";

const LambdaCause = z.object({ errorMessage: z.string() });

/** Returns the failure behind any caught error: one that `encodeFailure` encoded, a timeout, or an error of AWS. */
export function decodeCaught({ Error: name, Cause: cause = '' }: Caught): Failure {
  const message = LambdaCause.safeParse(json(cause)).data?.errorMessage ?? cause;
  const encoded = Failure.safeParse(json(message));
  if (encoded.success) return encoded.data;
  if (TIMED_OUT.has(name)) {
    return {
      name,
      message: message || 'The function ran out of time.',
      remedy: 'Run the sync again; if it happens each time, the tenant is slow to answer: look into the log.',
    };
  }
  if (ENDED.has(name) && OUT_OF_MEMORY.test(`${name} ${message}`)) {
    return {
      name,
      message: `The function ran out of memory${message && ` (${message})`}.`,
      remedy:
        'Run the sync again. If it happens each time, what Graph answers is larger than the function has memory for: give it more (memorySize in lib/infrastructure/sync-function.ts), and deploy.',
    };
  }
  const remedy = name === LAMBDA_BUSY ? RAISE_CONCURRENCY : LOOK_INTO_THE_LOG;
  return { name, message: message || name, remedy };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
