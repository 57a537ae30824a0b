import {
  ExecutionError,
  type RunOptions,
  StateMachine,
  type StateMachineDefinition,
} from 'aws-local-stepfunctions';
import type { Execution } from '../../lambdas/domain/execution.ts';
import { encodeFailure } from '../../lambdas/domain/failure.ts';
import { LOCAL_SYNC } from '../../lambdas/domain/remedy.ts';

type Json = Parameters<StateMachine['run']>[0];
/** One event of the engine's log: what Step Functions would keep as execution history. */
export type EngineEvent =
  ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer Event> ? Event : never;

/** What Step Functions calls a Lambda function for: takes the payload, gives the result or throws. */
export type LocalFunction = (payload: unknown) => Promise<unknown>;

export interface WorkflowRun {
  definition: StateMachineDefinition;
  /** Task state's name to the function behind it. */
  functions: Record<string, LocalFunction>;
  input: unknown;
  execution: Execution;
  /** The sandbox tenant's name, for the commands that remedies name. */
  sandbox: string | undefined;
  /** How often Step Functions would have redriven the execution; this engine itself cannot. */
  redriveCount?: number | undefined;
  onEvent: (event: EngineEvent) => void;
  /** Ends the execution. Functions that are running still complete. */
  signal?: AbortSignal | undefined;
  /** Milliseconds between the tries of every state, instead of the definition's intervals. */
  retryInterval?: number | undefined;
}

/** How an execution ended: well, by an abort, or with the error and cause that Step Functions would report. */
export type WorkflowResult =
  | { ended: 'succeeded'; output: unknown }
  | { ended: 'failed'; error: string; cause: string }
  | { ended: 'aborted' };

/** Runs the state machine's own definition on the embedded engine, with functions of this process. */
export async function runWorkflow(run: WorkflowRun): Promise<WorkflowResult> {
  if (run.signal?.aborted) return { ended: 'aborted' };
  const states = Object.keys(run.functions);
  const { id, name, startedAt } = run.execution;
  const options: RunOptions = {
    noThrowOnAbort: true,
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        Object.entries(run.functions).map(([state, call]) => [
          state,
          (task: Json) => invoke(call, task, run.sandbox),
        ]),
      ),
      ...(run.retryInterval !== undefined && {
        retryIntervalOverrides: Object.fromEntries(states.map((state) => [state, run.retryInterval ?? 0])),
      }),
    },
    context: {
      Execution: { Id: id, Name: name, [STARTED_AT]: startedAt, RedriveCount: run.redriveCount ?? 0 },
    },
  };
  const { result, eventLogs, abort } = machineOf(run.definition).run(run.input as Json, options);
  run.signal?.addEventListener('abort', abort);
  const ended = result.then(
    (output): WorkflowResult => (run.signal?.aborted ? { ended: 'aborted' } : { ended: 'succeeded', output }),
    (error: unknown): WorkflowResult => {
      if (!(error instanceof ExecutionError) || !(error.cause instanceof Error)) throw error;
      return { ended: 'failed', error: error.cause.name, cause: error.cause.message };
    },
  );
  for await (const event of eventLogs) run.onEvent(event);
  run.signal?.removeEventListener('abort', abort);
  return ended;
}

/** The context's field for when a run starts: into `StartTime` the engine writes the moment of the call. */
const STARTED_AT = 'StartedAt';

const machines = new WeakMap<StateMachineDefinition, StateMachine>();

/** The definition as a machine. Checking one takes the engine a tenth of a second, so each is checked once. */
function machineOf(definition: StateMachineDefinition): StateMachine {
  const known = machines.get(definition);
  if (known) return known;
  const text = JSON.stringify(definition).replaceAll(
    '$$.Execution.StartTime',
    () => `$$.Execution.${STARTED_AT}`,
  );
  const machine = new StateMachine(JSON.parse(text) as StateMachineDefinition);
  machines.set(definition, machine);
  return machine;
}

/** A call as Lambda makes it: JSON in and out. Only an error's name and message pass. */
async function invoke(call: LocalFunction, task: Json, sandbox: string | undefined): Promise<Json> {
  try {
    const { Payload } = task as { Payload: unknown };
    const result = await call(JSON.parse(JSON.stringify(Payload)));
    return { StatusCode: 200, Payload: JSON.parse(JSON.stringify(result ?? null)) as Json };
  } catch (error) {
    const { name, message } = encodeFailure(error, { ...LOCAL_SYNC, sandbox });
    const failed = new Error(JSON.stringify({ errorType: name, errorMessage: message, trace: [] }));
    failed.name = name;
    throw failed;
  }
}
