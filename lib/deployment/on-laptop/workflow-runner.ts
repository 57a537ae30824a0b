import {
  ExecutionError,
  type RunOptions,
  StateMachine,
  type StateMachineDefinition,
} from 'aws-local-stepfunctions';
import type { Execution } from '../../domain/execution.ts';
import { encodeFailure } from '../../domain/failure.ts';
import { LOCAL_SYNC } from '../../domain/remedy.ts';
import type { ExecutionEnd } from '../sync-end.ts';
import workflow from './workflow.json' with { type: 'json' };

type Json = Parameters<StateMachine['run']>[0];
/** One event of the engine's log, which corresponds to the execution history of Step Functions. */
export type EngineEvent =
  ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer Event> ? Event : never;

/** Replaces a Lambda function: takes the payload, and resolves with the result or throws. */
export type LocalFunction = (payload: unknown) => Promise<unknown>;

interface WorkflowRun {
  /** Task state's name to its function. */
  functions: Record<string, LocalFunction>;
  input: unknown;
  execution: Execution;
  /** The sandbox tenant's name, for the commands that remedies name. */
  sandbox: string | undefined;
  /** How often the execution was redriven, simulated: this engine cannot redrive. */
  redriveCount?: number | undefined;
  onEvent: (event: EngineEvent) => void;
  /** Ends the execution. Functions that are running still complete. */
  signal?: AbortSignal | undefined;
  /** Milliseconds between the tries of every state, instead of the definition's intervals. */
  retryInterval?: number | undefined;
}

/** Runs the deployed state machine on the embedded engine, with functions of this process. */
export async function runWorkflow(run: WorkflowRun): Promise<ExecutionEnd> {
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
  const { result, eventLogs, abort } = MACHINE.run(run.input as Json, options);
  run.signal?.addEventListener('abort', abort);
  const ended = result.then(
    (): ExecutionEnd => (run.signal?.aborted ? { ended: 'aborted' } : { ended: 'succeeded' }),
    (error: unknown): ExecutionEnd => {
      if (!(error instanceof ExecutionError) || !(error.cause instanceof Error)) throw error;
      return { ended: 'failed', error: error.cause.name, cause: error.cause.message };
    },
  );
  for await (const event of eventLogs) run.onEvent(event);
  run.signal?.removeEventListener('abort', abort);
  return ended;
}

/** Context field of the run's start, because the engine overwrites `StartTime` with the time of the call. */
const STARTED_AT = 'StartedAt';

const DEFINITION = JSON.parse(
  JSON.stringify(workflow).replaceAll('$$.Execution.StartTime', () => `$$.Execution.${STARTED_AT}`),
) as StateMachineDefinition;

/** Not validated, which takes half a second. `lib/infrastructure/write-workflow.ts` writes only valid definitions. */
const MACHINE = new StateMachine(DEFINITION, { validationOptions: { noValidate: true } });

/** Calls a function as Lambda does, with JSON in and out. Of an error, only name and message are kept. */
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
