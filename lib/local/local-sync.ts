import { randomUUID } from 'node:crypto';
import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import {
  COLLECTORS,
  collectorById,
  figuresOf,
  NEEDED_PERMISSIONS,
} from '../../lambdas/collectors/registry.ts';
import type { Announcement } from '../../lambdas/domain/announcement.ts';
import type { Clock } from '../../lambdas/domain/clock.ts';
import { failureOf } from '../../lambdas/domain/failure.ts';
import type { Meter } from '../../lambdas/domain/measurement.ts';
import type { SecretSource } from '../../lambdas/domain/secret-source.ts';
import type { HttpTransport } from '../../lambdas/graph/http-transport.ts';
import { sha256Of } from '../../lambdas/register/document-hash.ts';
import { appendSync } from '../../lambdas/register/evidence-register.ts';
import type { RegisterTable } from '../../lambdas/register/register-client.ts';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { announceSync } from '../../lambdas/steps/announce-sync.ts';
import { authenticate } from '../../lambdas/steps/authenticate.ts';
import { collect } from '../../lambdas/steps/collect.ts';
import { type Recorded, recordEvidence } from '../../lambdas/steps/record-evidence.ts';
import { COLLECTOR_MINUTES, STATE } from '../cloud/workflow-terms.ts';
import { type SyncEvent, syncEventOf } from '../deployment/sync-event.ts';
import { localFaultOf } from './damaged-register.ts';
import { localDataKeys } from './local-data-keys.ts';
import type { SandboxTenantName } from './sandbox/tenant-names.ts';
import { stateEvents } from './state-events.ts';
import { type EngineEvent, type LocalFunction, runWorkflow, type WorkflowResult } from './workflow-runner.ts';

export interface LocalSync {
  /** The state machine, as the stack defines it. */
  definition: StateMachineDefinition;
  /** The state machine's input; `{ connection }` as on AWS. */
  input: unknown;
  /** The sandbox tenant's name, which marks all that is recorded; undefined for a real tenant. */
  sandbox: SandboxTenantName | undefined;
  /** The execution's name; by default a new one. */
  name?: string | undefined;
  secrets: SecretSource;
  openTransport: () => HttpTransport;
  register: RegisterTable;
  clock: Clock;
  random?: (() => number) | undefined;
  onEvent?: ((event: SyncEvent) => void) | undefined;
  /** What AWS would put on the event bus. */
  onAnnouncement?: ((announcement: Announcement) => void) | undefined;
  /** What AWS would make metrics of. */
  meter?: Meter | undefined;
  /** The engine's own log, before it means anything. */
  onEngineEvent?: ((event: EngineEvent) => void) | undefined;
  signal?: AbortSignal | undefined;
  retryInterval?: number | undefined;
  /** Above 0 for an execution that Step Functions redrives. */
  redriveCount?: number | undefined;
}

/** How a local sync ended, and what of it stands in the register. */
export interface LocalSyncResult {
  result: WorkflowResult;
  /** Absent if nothing was recorded. */
  recorded: Recorded | undefined;
}

/** Milliseconds that a sign-in has, as its function has on AWS. */
const SIGN_IN_TIME = 55_000;

/**
 * Runs one sync here: the deployed workflow with the deployed steps, over ports of this machine. Throws a LocalFault, such
 * as a full disk, at once: the workflow would try again for two minutes.
 */
export async function syncLocally(sync: LocalSync): Promise<LocalSyncResult> {
  const { register, onEvent = () => {}, meter = () => {} } = sync;
  const { clock, openTransport } = sync.signal ? endedBy(sync.signal, sync) : sync;
  const dataKeys = localDataKeys();
  const deadline = () => clock.now() + COLLECTOR_MINUTES * 60_000;
  const random = sync.random ?? Math.random;
  const signIn = authenticate({
    secrets: sync.secrets,
    dataKeys,
    openTransport,
    neededPermissions: NEEDED_PERMISSIONS,
    clock,
    random,
    onRetry: (error) => onEvent({ kind: 'again', part: 'sign-in', why: failureOf(error) }),
  });
  const evidenceFor = (id: string) => collectorById(id).evidenceFor;
  const record = recordEvidence({
    append: (...what) => appendSync(register, ...what),
    clock,
    evidenceFor,
    sha256Of,
    sandbox: sync.sandbox,
  });

  const faulty = new AbortController();
  const orFault =
    (call: LocalFunction): LocalFunction =>
    async (payload) => {
      try {
        return await call(payload);
      } catch (error) {
        const fault = localFaultOf(error);
        if (fault) faulty.abort(fault);
        throw error;
      }
    };
  // What is being written when the sync is interrupted is written to its end.
  let writing: Promise<Recorded> | undefined;
  const recordFunction = orFault((payload) => {
    writing = record(payload);
    return writing;
  });
  // The command names damaged items; an old one must not stop the announcement.
  const reader = new RegisterReader(register, () => {});
  const announce = orFault(
    announceSync({
      run: (connection, id) => reader.run(connection, id),
      review: (run) => reader.review(run),
      figuresOf,
      publish: async (announcement) => sync.onAnnouncement?.(announcement),
      meter,
    }),
  );
  const functions: Record<string, LocalFunction> = {
    [STATE.authenticate]: (payload) => signIn(payload, clock.now() + SIGN_IN_TIME),
    [STATE.record]: recordFunction,
    [STATE.recordRejected]: recordFunction,
    [STATE.announce]: announce,
    [STATE.announceRejected]: announce,
  };
  for (const collector of COLLECTORS) {
    const read = collect(collector, {
      dataKeys,
      openTransport,
      clock,
      random,
      meter,
      sandbox: sync.sandbox,
      onProgress: (progress) => onEvent({ kind: 'reading', collector: collector.id, progress }),
    });
    functions[STATE.collect(collector)] = (payload) => read(payload, deadline());
  }
  const { name = randomUUID() } = sync;
  const stateEventOf = stateEvents();
  const result = await runWorkflow({
    definition: sync.definition,
    functions,
    input: sync.input,
    execution: { id: `local:${name}`, name, startedAt: new Date(clock.now()).toISOString() },
    sandbox: sync.sandbox,
    signal: AbortSignal.any([faulty.signal, ...(sync.signal ? [sync.signal] : [])]),
    retryInterval: sync.retryInterval,
    redriveCount: sync.redriveCount,
    onEvent: (event) => {
      sync.onEngineEvent?.(event);
      const stateEvent = stateEventOf(event);
      const meaning = stateEvent && syncEventOf(stateEvent);
      if (meaning) onEvent(meaning);
    },
  });
  faulty.signal.throwIfAborted();
  return { result, recorded: await writing?.catch(() => undefined) };
}

/** The same clock and transport, which end sleeps and requests at once when the signal is aborted. */
function endedBy(
  signal: AbortSignal,
  { clock, openTransport }: LocalSync,
): Pick<LocalSync, 'clock' | 'openTransport'> {
  const withSignal = (other?: AbortSignal) => AbortSignal.any([signal, ...(other ? [other] : [])]);
  return {
    clock: {
      now: () => clock.now(),
      sleep: (milliseconds, cancel) => clock.sleep(milliseconds, withSignal(cancel)),
    },
    openTransport() {
      const { send, close } = openTransport();
      return { send: (request) => send({ ...request, signal: withSignal(request.signal) }), close };
    },
  };
}
