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
import type { Settings } from '../domain/settings.ts';
import { runOutcome, type SyncRun, SyncStatus, SyncTrigger, statusOf } from '../domain/sync-run.ts';
import { type EvidenceFor, evidenceOf } from '../frameworks/evidence-mapping.ts';
import { canonicalJson, sha256Of } from '../log/document.ts';

/** What the execution's input says about its start. A person may start an execution with any input, so nothing is refused. */
const Started = z.catch(z.object({ trigger: z.catch(SyncTrigger, 'manual') }), { trigger: 'manual' });

const Collected = z.object({
  execution: Execution,
  /** The unchecked input of the execution. */
  input: z.optional(z.unknown()),
  session: z.omit(Session, { sealedToken: true }),
  outcomes: z.array(CollectionOutcome),
});
const NamedConnection = z.object({ connection: ConnectionName });
const Rejected = z.object({
  execution: Execution,
  /** The unchecked input of the execution. It may name no connection. */
  input: z.unknown(),
  rejection: Caught,
});
/** A sync to record: the outcomes of the collectors, or the error that prevented the sign-in. */
const RecordRequest = z.union([Collected, Rejected]);

/** The result of recording. The state machine chooses its last state by it. */
export const Recorded = z.object({
  run: z.string(),
  /** Null if the execution's input names no connection of this deployment. Nothing was recorded then. */
  connection: z.nullable(z.string()),
  status: SyncStatus,
  /** Error and cause for the execution, used only if it fails. */
  failure: z.object({ error: z.string(), cause: z.string() }),
});
export type Recorded = z.infer<typeof Recorded>;

interface RecordPorts {
  /** Writes a sync to the register. A repetition changes nothing. */
  append: (run: SyncRun, evidence: readonly Evidence[]) => Promise<void>;
  clock: Clock;
  /** Returns the requirements that a collector's observations support; undefined if this version does not know the collector. */
  evidenceFor: (collector: string) => EvidenceFor | undefined;
  /** Returns the frameworks that evidence is mapped to; by default ISO 27001 and SOC 2. */
  settings?: () => Promise<Pick<Settings, 'frameworks'>>;
  /** The sandbox tenant's name; never set on AWS, and never taken from the state. */
  sandbox?: SandboxName | undefined;
}

/** Maps observations to evidence and appends them, with the run, to the register. */
export function recordEvidence({ append, clock, evidenceFor, settings, sandbox }: RecordPorts) {
  const mark = sandboxMark(sandbox);
  return async (request: unknown): Promise<Recorded> => {
    const parsed = RecordRequest.parse(request);
    const { execution } = parsed;
    const id = runId(execution);
    const endedAt = new Date(clock.now()).toISOString();
    const { trigger } = Started.parse(parsed.input);
    const base = { id, startedAt: execution.startedAt, endedAt, trigger, execution: execution.id, ...mark };
    if ('rejection' in parsed) {
      const error = decodeCaught(parsed.rejection);
      const known = error.name !== ErrorName.connectionUnknown;
      const named = known ? NamedConnection.safeParse(parsed.input).data : undefined;
      const tenantId = error.tenantId ?? null;
      // Do not record a sync whose connection is missing or mistyped, because the register never deletes anything.
      if (named) await append({ ...base, ...named, tenantId, status: 'rejected', outcomes: [], error }, []);
      const connection = named?.connection ?? null;
      const failure = { error: error.name, cause: inWords(error) };
      return { run: id, connection, status: 'rejected', failure };
    }
    const { connection, tenantId, permissions, credential, clientSecretExpires } = parsed.session;
    const frameworks = await settings?.();
    const origin = { run: id, connection, tenantId };
    const evidence = parsed.outcomes.flatMap((outcome) => {
      if (outcome.outcome !== 'collected') return [];
      const mapping = evidenceFor(outcome.collector);
      const item = evidenceOf(outcome, mapping ?? {}, origin, frameworks);
      const caveats = mapping ? item.caveats : [...item.caveats, NOT_MAPPED];
      return [{ ...item, caveats, ...mark }];
    });
    const outcomes = parsed.outcomes.map(runOutcome);
    const status = statusOf(outcomes);
    const hashes = evidence.map((item) => ({
      collector: item.collector,
      sha256: sha256Of(canonicalJson(item)),
    }));
    const run = {
      ...base,
      connection,
      tenantId,
      status,
      outcomes,
      permissions,
      credential,
      clientSecretExpires,
    };
    await append({ ...run, evidence: hashes }, evidence);
    const failed = outcomes.flatMap((outcome) =>
      outcome.outcome === 'failed' ? [`${outcome.collector}: ${inWords(outcome.error)}`] : [],
    );
    const failure = { error: 'SyncIncomplete', cause: failed.join('\n') };
    return { run: id, connection, status, failure };
  };
}

/** While a stack is updated, an execution of the earlier version can end in this one, which may lack one of its collectors. */
const NOT_MAPPED =
  'The version that recorded this does not know its collector, so it could not name the published requirements that this is evidence for';

function inWords({ message, remedy }: Failure): string {
  return `${sentence(message)} ${remedy}`;
}
