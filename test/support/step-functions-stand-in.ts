import type { EngineEvent } from '../../lib/deployment/on-laptop/workflow-runner.ts';
import type { ExecutionEnd } from '../../lib/deployment/sync-end.ts';

/** An event of Step Functions' history in its JSON form. */
export interface HistoryEntry extends Record<string, unknown> {
  id: number;
  previousEventId: number;
  type: string;
  timestamp: number;
}

/**
 * Converts the engine's log to the history of Step Functions: each event names its predecessor in its branch, and each
 * try of a task has Scheduled, Started and Failed events.
 * Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export class ExecutionLog {
  readonly entries: HistoryEntry[] = [];
  readonly #lastOf = new Map<string, number>();
  #last = 0;

  take(event: EngineEvent): void {
    switch (event.type) {
      case 'ExecutionStarted':
        this.#add('ExecutionStarted', {});
        break;
      case 'StateEntered': {
        const { name, type, input } = event.state;
        this.#add(`${type}StateEntered`, {
          stateEnteredEventDetails: { name, input: JSON.stringify(input) },
        });
        this.#lastOf.set(name, this.#last);
        if (type === 'Task') this.#try(name);
        break;
      }
      case 'StateFailed':
        this.#addTo(event.state.name, 'TaskFailed', {
          taskFailedEventDetails: { error: event.Error, cause: String(event.Cause) },
        });
        break;
      case 'StateRetried':
        this.#try(event.state.name);
        break;
      case 'StateExited': {
        const { name, type, output } = event.state;
        const details = { stateExitedEventDetails: { name, output: JSON.stringify(output) } };
        this.#addTo(name, `${type}StateExited`, details);
        break;
      }
    }
  }

  end(result: ExecutionEnd): void {
    if (result.ended === 'succeeded') this.#add('ExecutionSucceeded', {});
    if (result.ended !== 'failed') return;
    const { error, cause } = result;
    this.#add('ExecutionFailed', { executionFailedEventDetails: { error, cause } });
  }

  /** Answers GetExecutionHistory with at most ten events a page, so that a reading needs several pages. */
  page({ nextToken, reverseOrder }: { nextToken?: string; reverseOrder?: boolean }) {
    const start = Number(nextToken ?? 0);
    const ordered = reverseOrder ? this.entries.toReversed() : this.entries;
    const events = ordered.slice(start, start + 10);
    return { events, ...(start + 10 < ordered.length && { nextToken: String(start + 10) }) };
  }

  #try(state: string): void {
    this.#addTo(state, 'TaskScheduled', {});
    this.#addTo(state, 'TaskStarted', {});
  }

  #addTo(state: string, type: string, details: object): void {
    this.#add(type, details, this.#lastOf.get(state));
    this.#lastOf.set(state, this.#last);
  }

  #add(type: string, details: object, previousEventId = this.#last): void {
    const id = this.entries.length + 1;
    this.entries.push({ id, previousEventId, type, timestamp: 1_795_000_000 + id, ...details });
    this.#last = id;
  }
}
