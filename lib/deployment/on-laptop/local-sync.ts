import { randomUUID } from 'node:crypto';
import { COLLECTORS, collectorById, figuresOf, NEEDED_PERMISSIONS } from '../../collectors/registry.ts';
import type { Clock } from '../../domain/clock.ts';
import type { ConnectionSource } from '../../domain/connection.ts';
import { failureOf } from '../../domain/failure.ts';
import type { Meter } from '../../domain/measurement.ts';
import type { SecretSource } from '../../domain/secret-source.ts';
import type { SyncEndedEvent } from '../../domain/sync-ended-event.ts';
import type { HttpTransport } from '../../http/http-transport.ts';
import { sha256Of } from '../../register/document-hash.ts';
import { appendSync } from '../../register/evidence-register.ts';
import type { RegisterTable } from '../../register/register-client.ts';
import { RegisterReader } from '../../register/register-reader.ts';
import type { SandboxTenantName } from '../../sandbox/tenant-names.ts';
import { announceSync } from '../../sync/announce-sync.ts';
import { authenticate } from '../../sync/authenticate.ts';
import { collect } from '../../sync/collect.ts';
import { type Recorded, recordEvidence } from '../../sync/record-evidence.ts';
import { COLLECTOR_MINUTES, STATE } from '../../sync/workflow-terms.ts';
import type { ExecutionEnd } from '../sync-end.ts';
import { type SyncProgress, syncProgressOf } from '../sync-progress.ts';
import { localFaultOf } from './damaged-register.ts';
import { localDataKeys } from './local-data-keys.ts';
import { stateEvents } from './state-events.ts';
import { type EngineEvent, type LocalFunction, runWorkflow } from './workflow-runner.ts';

interface LocalSync {
  /** The state machine's input, `{ connection }`, as on AWS. */
  input: unknown;
  /** The sandbox tenant's name, which marks all that is recorded; undefined for a real tenant. */
  sandbox: SandboxTenantName | undefined;
  /** The execution's name; by default a random UUID. */
  name?: string | undefined;
  connections: ConnectionSource;
  secrets: SecretSource;
  openTransport: () => HttpTransport;
  register: RegisterTable;
  clock: Clock;
  random?: (() => number) | undefined;
  onEvent?: ((event: SyncProgress) => void) | undefined;
  /** Receives what AWS would put on the event bus. */
  onSyncEnded?: ((event: SyncEndedEvent) => void) | undefined;
  /** Receives what AWS would turn into metrics. */
  meter?: Meter | undefined;
  /** Receives the engine's own events. */
  onEngineEvent?: ((event: EngineEvent) => void) | undefined;
  signal?: AbortSignal | undefined;
  retryInterval?: number | undefined;
  /** Above 0 for an execution that Step Functions redrives. */
  redriveCount?: number | undefined;
}

/** How a local sync ended, and what it recorded. */
interface LocalSyncResult {
  result: ExecutionEnd;
  /** Absent if nothing was recorded. */
  recorded: Recorded | undefined;
}

/** Milliseconds that a sign-in may take, as in its function on AWS. */
const SIGN_IN_TIME = 55_000;

/**
 * Runs one sync on this machine: the deployed workflow and steps, with local ports. Throws a LocalFault, such as a full
 * disk, at once, because the workflow would retry it for two minutes.
 */
export async function syncLocally(sync: LocalSync): Promise<LocalSyncResult> {
  const { register, onEvent = () => {}, meter = () => {} } = sync;
  const { clock, openTransport } = sync.signal ? abortable(sync.signal, sync) : sync;
  const dataKeys = localDataKeys();
  const deadline = () => clock.now() + COLLECTOR_MINUTES * 60_000;
  const random = sync.random ?? Math.random;
  const signIn = authenticate({
    connections: sync.connections,
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
  const abortingOnFault =
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
  // An interrupted sync still completes the write that has begun.
  let writing: Promise<Recorded> | undefined;
  const recordFunction = abortingOnFault((payload) => {
    writing = record(payload);
    return writing;
  });
  // Ignores damaged items: the command reports them, and an old one must not stop the announcement.
  const reader = new RegisterReader(register, () => {});
  const announce = abortingOnFault(
    announceSync({
      run: (connection, id) => reader.run(connection, id),
      review: (run) => reader.review(run),
      figuresOf,
      publish: async (event) => sync.onSyncEnded?.(event),
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
      const meaning = stateEvent && syncProgressOf(stateEvent);
      if (meaning) onEvent(meaning);
    },
  });
  faulty.signal.throwIfAborted();
  return { result, recorded: await writing?.catch(() => undefined) };
}

/** Returns the clock and transport, whose sleeps and requests end at once when the signal is aborted. */
function abortable(
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
