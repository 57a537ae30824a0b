import * as z from 'zod/mini';
import type { Clock } from '../domain/clock.ts';
import { CollectionOutcome } from '../domain/collection-outcome.ts';
import { ConnectionName } from '../domain/connection.ts';
import { ErrorName } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import { Execution, runId } from '../domain/execution.ts';
import { Caught, decodeCaught, type Failure } from '../domain/failure.ts';
import { sentence } from '../domain/plain-text.ts';
import { type SandboxName, sandboxMark } from '../domain/sandbox.ts';
import { Session } from '../domain/session.ts';
import { runOutcome, type SyncRun, SyncStatus, statusOf } from '../domain/sync-run.ts';
import { type EvidenceFor, evidenceOf } from '../mapping/evidence-mapping.ts';

const Collected = z.object({
  execution: Execution,
  session: z.omit(Session, { sealedToken: true }),
  outcomes: z.array(CollectionOutcome),
});
const NamedConnection = z.object({ connection: ConnectionName });
const Rejected = z.object({
  execution: Execution,
  /** The execution's input, as it came: it may name no connection. */
  input: z.unknown(),
  rejection: Caught,
});
/** A sync to record: what the collectors did, or why there was no sign-in. */
export const RecordRequest = z.union([Collected, Rejected]);

/** What the state machine decides and ends by. */
export const Recorded = z.object({
  run: z.string(),
  /** Null where the execution's input names none of this deployment: then nothing was recorded. */
  connection: z.nullable(z.string()),
  status: SyncStatus,
  /** Why the execution fails, where it does. */
  failure: z.object({ error: z.string(), cause: z.string() }),
});
export type Recorded = z.infer<typeof Recorded>;

export interface RecordPorts {
  /** Writes a sync to the register. Repeating it changes nothing. */
  append: (run: SyncRun, evidence: readonly Evidence[]) => Promise<void>;
  clock: Clock;
  /** What a collector's observation is evidence for. */
  evidenceFor: (collector: string) => EvidenceFor;
  /** SHA-256 of a document as the register will hold it. */
  sha256Of: (document: unknown) => string;
  /** The sandbox tenant's name; never set on AWS, and never taken from the state. */
  sandbox?: SandboxName | undefined;
}

/** Maps observations to evidence and appends them, with the run, to the register. */
export function recordEvidence({ append, clock, evidenceFor, sha256Of, sandbox }: RecordPorts) {
  const mark = sandboxMark(sandbox);
  return async (request: unknown): Promise<Recorded> => {
    const parsed = RecordRequest.parse(request);
    const { execution } = parsed;
    const id = runId(execution);
    const endedAt = new Date(clock.now()).toISOString();
    const base = { id, startedAt: execution.startedAt, endedAt, execution: execution.id, ...mark };
    if ('rejection' in parsed) {
      const error = decodeCaught(parsed.rejection);
      const known = error.name !== ErrorName.connectionUnknown;
      const named = known ? NamedConnection.safeParse(parsed.input).data : undefined;
      const tenantId = error.tenantId ?? null;
      // A sync of no connection, or of one that was mistyped, has no place in the register, which forgets nothing.
      if (named) await append({ ...base, ...named, tenantId, status: 'rejected', outcomes: [], error }, []);
      const connection = named?.connection ?? null;
      const failure = { error: error.name, cause: inWords(error) };
      return { run: id, connection, status: 'rejected', failure };
    }
    const { connection, tenantId, permissions, clientSecretExpires } = parsed.session;
    const evidence = parsed.outcomes.flatMap((outcome) =>
      outcome.outcome === 'collected'
        ? [
            {
              ...evidenceOf(outcome, evidenceFor(outcome.collector), { run: id, connection, tenantId }),
              ...mark,
            },
          ]
        : [],
    );
    const outcomes = parsed.outcomes.map(runOutcome);
    const status = statusOf(outcomes);
    const hashes = evidence.map((item) => ({ collector: item.collector, sha256: sha256Of(item) }));
    const run = { ...base, connection, tenantId, status, outcomes, permissions, clientSecretExpires };
    await append({ ...run, evidence: hashes }, evidence);
    const failed = outcomes.flatMap((outcome) =>
      outcome.outcome === 'failed' ? [`${outcome.collector}: ${inWords(outcome.error)}`] : [],
    );
    const failure = { error: 'SyncIncomplete', cause: failed.join('\n') };
    return { run: id, connection, status, failure };
  };
}

function inWords({ message, remedy }: Failure): string {
  return `${sentence(message)} ${remedy}`;
}
