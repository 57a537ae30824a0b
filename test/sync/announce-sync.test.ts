import { expect, test } from '@jest/globals';
import { SyncNotSealed } from '../../lib/domain/errors.ts';
import { encodeFailure } from '../../lib/domain/failure.ts';
import type { SyncEndedEvent } from '../../lib/domain/sync-ended-event.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { announceSync } from '../../lib/sync/announce-sync.ts';
import { CHANGE_TERMS } from '../support/change-terms.ts';
import { syncAt } from '../support/register-entries.ts';

/** Returns the error of a Lambda function in the form that a Catch passes on. */
const caughtFrom = ({ name, message }: Error) => ({
  Error: name,
  Cause: JSON.stringify({ errorType: name, errorMessage: message, trace: [] }),
});

const checkpoint = { size: 1, root: 'root', keyId: '5f0c2a9e' };
const seal = { checkpoint };

const sync = syncAt('2026-11-23T06:00:00.000Z', 'a', {
  'secure-score': { percentage: 62.4 },
  'security-alerts': { unresolved: 0 },
});

async function announce(request: unknown, run: SyncRun | undefined = sync.run, publish = async () => {}) {
  const published: [SyncEndedEvent, string][] = [];
  const measured: unknown[] = [];
  const step = announceSync({
    run: async (connection, id) => (run?.connection === connection && run.id === id ? run : undefined),
    review: async (recorded) => ({ ...sync, run: recorded, previousRun: undefined, previousEvidence: [] }),
    ...CHANGE_TERMS,
    settings: async () => ({ thresholds: {} }),
    publish: async (...what) => {
      await publish();
      published.push(what);
    },
    meter: (of, measurements) =>
      measured.push([of, Object.fromEntries(measurements.map(({ metric, value }) => [metric, value]))]),
  });
  let announced: unknown;
  const error = await step(request).then(
    (result) => {
      announced = result;
    },
    (thrown: Error) => thrown.message,
  );
  return { error, published, measured, announced };
}

test('publishes the end of a sync with its execution', async () => {
  const { published } = await announce({ connection: 'a', run: sync.run.id, status: 'complete', seal });
  expect(published).toEqual([[expect.objectContaining({ connection: 'a', run: sync.run.id }), 'arn']]);
});

test('measures the status, outcomes and figures of a sync, and does not measure missing figures as zero', async () => {
  const { measured } = await announce({ connection: 'a', run: sync.run.id, seal });
  expect(measured).toEqual([
    [{ connection: 'a' }, { SyncsComplete: 1 }],
    [
      { connection: 'a', collector: 'secure-score' },
      { Collected: 1, SecureScorePercentage: 62.4 },
    ],
    [
      { connection: 'a', collector: 'security-alerts' },
      { Collected: 1, UnresolvedAlerts: 0 },
    ],
    [{ connection: 'a', collector: 'risky-users' }, { Skipped: 1 }],
    [{ connection: 'a', collector: 'conditional-access' }, { Skipped: 1 }],
  ]);
});

test('does not publish a sync that names no connection', async () => {
  expect(await announce({ connection: null, run: 'r', seal: { checkpoint: null } })).toEqual({
    error: undefined,
    published: [],
    measured: [],
    announced: { notSealed: null },
  });
});

test('throws if the sync is not in the register', async () => {
  const { error } = await announce({ connection: 'a', run: 'another', seal });
  expect(error).toContain('The sync another of a is not in the register');
});

test('throws before measuring if the event cannot be published, because the next try does both', async () => {
  const refuse = () => Promise.reject(new Error('EventBridge refused the event'));
  const { error, measured } = await announce({ connection: 'a', run: sync.run.id, seal }, sync.run, refuse);
  expect({ error, measured }).toEqual({ error: 'EventBridge refused the event', measured: [] });
});

test('publishes the newest checkpoint', async () => {
  const { published, announced } = await announce({ connection: 'a', run: sync.run.id, seal });
  expect(published).toEqual([[expect.objectContaining({ checkpoint }), 'arn']]);
  expect(announced).toEqual({ notSealed: null });
});

test.each([
  [
    'that the function named',
    new SyncNotSealed('The sync is recorded, but not sealed: no key', { remedy: 'Do this.' }),
    'The sync is recorded, but not sealed: no key. Do this.',
  ],
  ['without a cause', { Error: 'States.Timeout' }, 'The function ran out of time. Run the sync again'],
])('publishes a sync that is not sealed, and passes on an error %s', async (_, error, cause) => {
  const caught = error instanceof Error ? caughtFrom(encodeFailure(error)) : error;
  const { published, measured, announced } = await announce({
    connection: 'a',
    run: sync.run.id,
    seal: caught,
  });
  expect(published).toEqual([[expect.objectContaining({ checkpoint: null }), 'arn']]);
  expect(measured.slice(-2)).toEqual([
    [{ connection: 'a' }, { SyncsNotSealed: 1 }],
    [{}, { SyncsNotSealed: 1 }],
  ]);
  expect(announced).toEqual({
    notSealed: { error: 'SyncNotSealed', cause: expect.stringContaining(cause) },
  });
});
