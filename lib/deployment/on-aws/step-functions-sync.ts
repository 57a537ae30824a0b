import { randomUUID } from 'node:crypto';
import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Clock } from '../../domain/clock.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Recorded } from '../../sync/record-evidence.ts';
import type { StartedSync } from '../deployment.ts';
import { type SyncEnd, syncEnd } from '../sync-end.ts';
import { type SyncProgress, syncProgressOf } from '../sync-progress.ts';
import { ExecutionHistory } from './execution-history.ts';

/** Milliseconds between two requests for the history. Step Functions allows several a second. */
const INTERVAL = 1_000;

/** Starts a sync of the connection on the state machine. Throws errors of the AWS SDK. */
export async function startSync(
  client: SFNClient,
  stateMachineArn: string,
  connection: string,
  clock: Clock,
): Promise<StartedSync> {
  const input = JSON.stringify({ connection });
  // Because of the unique name, a request repeated after a lost answer finds the execution that it started.
  const command = new StartExecutionCommand({ stateMachineArn, input, name: randomUUID() });
  const { executionArn = '' } = await client.send(command);
  return {
    execution: executionArn,
    follow: (onEvent, signal) => follow(client, executionArn, clock, onEvent, signal),
  };
}

async function follow(
  client: SFNClient,
  executionArn: string,
  clock: Clock,
  onEvent: (event: SyncProgress) => void,
  signal: AbortSignal,
): Promise<SyncEnd> {
  onEvent({ kind: 'workflow', ready: true, text: `execution ${executionArn}` });
  const history = new ExecutionHistory();
  let recorded: Recorded | undefined;
  let notConnected: Failure | undefined;
  while (!signal.aborted) {
    for (const stateEvent of history.take(await newEvents(client, executionArn, history))) {
      const event = syncProgressOf(stateEvent);
      if (event) onEvent(event);
      if (event?.kind === 'recorded') recorded = event.recorded;
      if (event?.kind === 'not-connected') notConnected = event.failure;
    }
    if (history.end) return syncEnd(history.end, { recorded, notConnected });
    await clock.sleep(INTERVAL, signal).catch(() => {});
  }
  return { ended: 'left' };
}

/** Returns the events that the history lacks, oldest first. Reads from the newest back to the first known event. */
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
