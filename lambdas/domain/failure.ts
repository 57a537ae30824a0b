import * as z from 'zod/mini';
import { SyncError } from './errors.ts';
import { GraphWords } from './graph-words.ts';
import { DEPLOYED_SYNC, type Place, remedyAt } from './remedy.ts';

/** A failed step as the register keeps it and as people read it. */
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

/** The commands have no log of their own. */
const OUR_FAULT =
  'This is a fault of the program, not of the tenant: check for a newer version, and report it.';

/** An error as the register and people have it, with the remedy that fits the place. */
export function failureOf(error: unknown, place: Place = DEPLOYED_SYNC): Failure {
  const { name = 'Error', message = String(error) } = (error ?? {}) as Partial<Error>;
  if (!(error instanceof SyncError)) {
    const deployed = place.command === 'sync' && !place.local;
    return { name, message, remedy: deployed ? LOOK_INTO_THE_LOG : OUR_FAULT };
  }
  const { cause: _, connection, remedy, ...details } = error.details;
  const there = { ...place, connection: place.connection ?? connection };
  return Failure.parse(
    JSON.parse(JSON.stringify({ name, message, ...details, remedy: remedyAt(remedy, there) })),
  );
}

/** The error, with the connection that it is about: the commands in its remedy need its name. */
export function aboutConnection(error: unknown, connection: string): unknown {
  if (error instanceof SyncError) error.details.connection ??= connection;
  return error;
}

/**
 * The error that leaves a Lambda function: Step Functions sees only an error's name and message, so the
 * message carries the whole failure as JSON. `decodeCaught` reads it again behind a Catch.
 */
export function encodeFailure(error: unknown, place: Place = DEPLOYED_SYNC): Error {
  const failure = failureOf(error, place);
  const encoded = new Error(JSON.stringify(failure));
  encoded.name = failure.name;
  return encoded;
}

/** What a Catch hands on. A timeout's Cause may be missing; a Lambda's is JSON, others' need not be. */
export const Caught = z.object({ Error: z.string(), Cause: z.optional(z.string()) });
export type Caught = z.infer<typeof Caught>;

/** Of the state machine, of Lambda (newer and older), and of middy, which ends a function just before Lambda would. */
const TIMED_OUT = new Set(['States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown', 'TimeoutError']);

/**
 * The function's process ended on its own: its memory is used up if the system killed it, or Node aborted because its
 * heap is full. Source: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
const ENDED = new Set(['Runtime.ExitError', 'Runtime.OutOfMemory']);
const OUT_OF_MEMORY = /signal: (killed|aborted)|exit status 13[47]|out.?of.?memory|heap limit/i;
const LAMBDA_BUSY = 'Lambda.TooManyRequestsException';
const RAISE_CONCURRENCY =
  "AWS Lambda had no free capacity for a quarter of an hour. Raise the account's quota (Service Quotas, AWS Lambda, Concurrent executions), or spread the schedules of the connections.";

const LambdaCause = z.object({ errorMessage: z.string() });

/** Reads a caught error of any kind: a failure that a Lambda encoded, a timeout, or anything else. */
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
        'Run the sync again. If it happens each time, what Graph answers is larger than the function has memory for: give it more (memorySize in lib/cloud/sync-function.ts), and deploy.',
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
