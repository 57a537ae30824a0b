import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Clock } from '../../lambdas/domain/clock.ts';
import type { StartedSync, SyncEnd } from '../deployment/deployment.ts';
import { type SyncEvent, syncEventOf } from '../deployment/sync-event.ts';
import { type ExecutionEnd, ExecutionHistory } from './execution-history.ts';

/** Milliseconds between two looks at the history. Step Functions allows several a second. */
const INTERVAL = 1_000;

/** Starts the state machine for a connection. */
export async function startSync(
  client: SFNClient,
  stateMachineArn: string,
  connection: string,
  clock: Clock,
): Promise<StartedSync> {
  const input = JSON.stringify({ connection });
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
  return {
    execution: executionArn,
    follow: (onEvent, signal) => follow(client, executionArn, clock, onEvent, signal),
  };
}

async function follow(
  client: SFNClient,
  executionArn: string,
  clock: Clock,
  onEvent: (event: SyncEvent) => void,
  signal: AbortSignal,
): Promise<SyncEnd> {
  onEvent({ kind: 'workflow', ready: true, text: `execution ${executionArn}` });
  const history = new ExecutionHistory();
  let run: string | undefined;
  while (!signal.aborted) {
    for (const stateEvent of history.take(await newEvents(client, executionArn, history))) {
      const event = syncEventOf(stateEvent);
      if (event) onEvent(event);
      if (event?.kind === 'recorded' && event.recorded.connection !== null) run = event.recorded.run;
    }
    if (history.end) return endOf(history.end, run);
    await clock.sleep(INTERVAL, signal).catch(() => {});
  }
  return { ended: 'left' };
}

/** The events that the history has not seen, the oldest first: from the newest page back to the last that it has. */
async function newEvents(
  client: SFNClient,
  executionArn: string,
  history: ExecutionHistory,
): Promise<HistoryEvent[]> {
  const fresh: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 200, nextToken }),
    );
    const { events = [] } = page;
    const unseen = events.filter((event) => !history.has(event));
    fresh.push(...unseen);
    nextToken = unseen.length === events.length ? page.nextToken : undefined;
  } while (nextToken !== undefined);
  return fresh.reverse();
}

function endOf(end: ExecutionEnd, run: string | undefined): SyncEnd {
  if (run !== undefined) return { ended: 'recorded', run };
  return { ended: 'unrecorded', why: end.succeeded ? 'It recorded nothing.' : `${end.error}: ${end.cause}` };
}
