import { randomUUID } from 'node:crypto';
import type { Recorded } from '../../sync/record-evidence.ts';
import { STATE } from '../../sync/workflow-terms.ts';
import type { ExecutionEnd } from '../sync-end.ts';
import { syncProgressOf } from '../sync-progress.ts';
import { localFaultOf } from './damaged-register.ts';
import { localSteps, type StepPorts } from './local-steps.ts';
import { stateEvents } from './state-events.ts';
import { type EngineEvent, type LocalFunction, runWorkflow } from './workflow-runner.ts';

interface LocalSync extends StepPorts {
  /** The state machine's input, `{ connection }`, as on AWS. */
  input: unknown;
  /** The execution's name; by default a random UUID. */
  name?: string | undefined;
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

/**
 * Runs one sync on this machine: the deployed workflow and steps, with local ports. Throws a LocalFault, such as a full
 * disk, at once, because the workflow would retry it for two minutes.
 */
export async function syncLocally(sync: LocalSync): Promise<LocalSyncResult> {
  const { clock, onEvent = () => {}, name = randomUUID() } = sync;
  const faulty = new AbortController();
  const ending = AbortSignal.any([faulty.signal, ...(sync.signal ? [sync.signal] : [])]);
  const steps = localSteps({ ...sync, ...abortable(ending, sync) });
  // An interrupted sync still completes the write that has begun.
  let writing: Promise<Recorded> | undefined;
  const record = abortingOnFault(faulty, (payload) => {
    writing = steps.record(payload);
    return writing;
  });
  const seal = abortingOnFault(faulty, steps.seal);
  const announce = abortingOnFault(faulty, steps.announce);
  const reading = Object.entries(steps.collect).map(([state, step]) => [
    state,
    abortingOnFault(faulty, step),
  ]);
  const collect = Object.fromEntries(reading) as typeof steps.collect;
  const stateEventOf = stateEvents();
  const result = await runWorkflow({
    functions: {
      [STATE.authenticate]: steps.authenticate,
      ...collect,
      [STATE.record]: record,
      [STATE.recordRejected]: record,
      [STATE.seal]: seal,
      [STATE.announce]: announce,
    },
    input: sync.input,
    execution: { id: `local:${name}`, name, startedAt: new Date(clock.now()).toISOString() },
    sandbox: sync.sandbox,
    signal: ending,
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

/** Returns the function, which also aborts `faulty` when it fails because of a fault of this machine. */
function abortingOnFault(faulty: AbortController, call: LocalFunction): LocalFunction {
  return async (payload) => {
    try {
      return await call(payload);
    } catch (error) {
      const fault = localFaultOf(error);
      if (fault) faulty.abort(fault);
      throw error;
    }
  };
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
