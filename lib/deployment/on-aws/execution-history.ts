import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Caught } from '../../domain/failure.ts';
import type { ExecutionEnd } from '../sync-end.ts';
import type { StateEvent } from '../sync-progress.ts';

/**
 * Reads an execution's history as it grows. Each event names its predecessor in the same branch; this chain leads to
 * the state that the event belongs to.
 * Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export class ExecutionHistory {
  /** Event id to the name of its state. */
  readonly #states = new Map<number, string>();
  /** Failures without a later event. The next events show whether each was caught or waits for a retry. */
  #open: readonly HistoryEvent[] = [];
  /** How the execution ended, according to its last event; undefined while it runs. */
  end: ExecutionEnd | undefined;

  /** Returns what the new events, oldest first, mean for states. */
  take(events: readonly HistoryEvent[]): StateEvent[] {
    for (const event of events) {
      this.#place(event);
      this.end ??= endIn(event);
    }
    const followersOf = ({ id }: HistoryEvent) =>
      events.filter(({ previousEventId }) => previousEventId === id);
    const open = events.filter((event) => failureIn(event) && followersOf(event).length === 0);
    const settled = [...this.#open, ...events.filter((event) => !open.includes(event))];
    this.#open = open;
    return settled.flatMap((event) => this.#meaningOf(event, followersOf(event)));
  }

  /** Returns whether `take` was given the event before. */
  has({ id = 0 }: HistoryEvent): boolean {
    return this.#states.has(id);
  }

  #place({ id = 0, previousEventId = 0, stateEnteredEventDetails: entered }: HistoryEvent): void {
    this.#states.set(id, entered?.name ?? this.#states.get(previousEventId) ?? '');
  }

  #meaningOf(event: HistoryEvent, followers: readonly HistoryEvent[]): StateEvent[] {
    const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event;
    if (entered?.name) return [{ type: 'entered', state: entered.name, input: json(entered.input) }];
    if (exited?.name) return [{ type: 'exited', state: exited.name, output: json(exited.output) }];
    const error = failureIn(event);
    const state = this.#states.get(event.id ?? 0);
    // A caught failure leaves its state at once. A failure without a later event waits for a retry.
    const leaves = followers.some(({ type = '' }) => !type.endsWith('Scheduled'));
    return error && state && !leaves ? [{ type: 'again', state, error }] : [];
  }
}

function failureIn(event: HistoryEvent): Caught | undefined {
  const { taskFailedEventDetails, taskTimedOutEventDetails, taskStartFailedEventDetails } = event;
  const details = taskFailedEventDetails ?? taskTimedOutEventDetails ?? taskStartFailedEventDetails;
  return details && { Error: details.error ?? 'States.TaskFailed', Cause: details.cause };
}

function endIn(event: HistoryEvent): ExecutionEnd | undefined {
  const { executionFailedEventDetails: failed, executionAbortedEventDetails: aborted } = event;
  switch (event.type) {
    case 'ExecutionSucceeded':
      return { ended: 'succeeded' };
    case 'ExecutionFailed':
      return { ended: 'failed', error: failed?.error ?? 'States.TaskFailed', cause: failed?.cause };
    case 'ExecutionAborted':
      return {
        ended: 'failed',
        error: aborted?.error ?? 'Aborted',
        cause: aborted?.cause ?? 'It was stopped.',
      };
    case 'ExecutionTimedOut':
      return { ended: 'failed', error: 'States.Timeout', cause: 'It exceeded the time limit of a sync.' };
    default:
      return undefined;
  }
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
