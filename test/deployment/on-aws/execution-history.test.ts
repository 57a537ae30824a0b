import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import { ExecutionHistory } from '../../../lib/deployment/on-aws/execution-history.ts';

const event = (id: number, previousEventId: number, type: string, details: object = {}): HistoryEvent =>
  ({ id, previousEventId, type, timestamp: new Date(0), ...details }) as HistoryEvent;
const entered = (id: number, previous: number, name: string) =>
  event(id, previous, 'TaskStateEntered', { stateEnteredEventDetails: { name, input: '{}' } });
const failed = (id: number, previous: number, error: string) =>
  event(id, previous, 'TaskFailed', { taskFailedEventDetails: { error, cause: 'why' } });

const exitedAfter = (previous: number) =>
  event(previous + 1, previous, 'TaskStateExited', {
    stateExitedEventDetails: { name: 'A', output: '{"Error":"LicenseMissing"}' },
  });

/** Two branches whose events alternate. */
const BRANCHES = [
  entered(1, 0, 'A'),
  entered(2, 0, 'B'),
  event(3, 1, 'TaskScheduled'),
  event(4, 2, 'TaskScheduled'),
  event(5, 3, 'TaskStarted'),
  event(6, 4, 'TaskStarted'),
];

test('reports a retry with its reason, for the state at the beginning of its chain', () => {
  const events = [...BRANCHES, failed(7, 6, 'Lambda.TooManyRequestsException'), event(8, 7, 'TaskScheduled')];
  expect(new ExecutionHistory().take(events)).toEqual([
    { type: 'entered', state: 'A', input: {} },
    { type: 'entered', state: 'B', input: {} },
    { type: 'again', state: 'B', error: { Error: 'Lambda.TooManyRequestsException', Cause: 'why' } },
  ]);
});

test('reports the retry of a failure without a later event at the next reading, once', () => {
  const history = new ExecutionHistory();
  history.take(BRANCHES);
  expect(history.take([failed(7, 5, 'Busy')])).toEqual([]);
  expect(history.take([])).toMatchObject([{ type: 'again', state: 'A' }]);
  expect(history.take([event(8, 7, 'TaskScheduled')])).toEqual([]);
});

test('does not report a failure as a retry if it is caught between two readings', () => {
  const history = new ExecutionHistory();
  history.take([...BRANCHES, failed(7, 5, 'LicenseMissing')]);
  expect(history.take([exitedAfter(7)])).toMatchObject([{ type: 'exited', state: 'A' }]);
});

test('does not report a caught failure as a retry', () => {
  const events = [...BRANCHES, failed(7, 5, 'LicenseMissing'), exitedAfter(7)];
  expect(new ExecutionHistory().take(events)).toEqual([
    expect.objectContaining({ type: 'entered', state: 'A' }),
    expect.objectContaining({ type: 'entered', state: 'B' }),
    { type: 'exited', state: 'A', output: { Error: 'LicenseMissing' } },
  ]);
});

test.each([
  [event(7, 6, 'ExecutionSucceeded'), { ended: 'succeeded' }],
  [
    event(7, 6, 'ExecutionFailed', {
      executionFailedEventDetails: { error: 'SyncIncomplete', cause: 'alerts' },
    }),
    { ended: 'failed', error: 'SyncIncomplete', cause: 'alerts' },
  ],
  [
    event(7, 6, 'ExecutionTimedOut'),
    { ended: 'failed', error: 'States.Timeout', cause: 'It exceeded the time limit of a sync.' },
  ],
])('knows from the last event how the execution ended: %j', (last, end) => {
  const history = new ExecutionHistory();
  history.take(BRANCHES);
  expect(history.end).toBeUndefined();
  history.take([last]);
  expect(history.end).toEqual(end);
});
