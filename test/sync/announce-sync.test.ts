import { expect, test } from '@jest/globals';
import { figuresOf } from '../../lib/collectors/registry.ts';
import type { SyncEndedEvent } from '../../lib/domain/sync-ended-event.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { announceSync } from '../../lib/sync/announce-sync.ts';
import { syncAt } from '../support/register-entries.ts';

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
    figuresOf,
    publish: async (...what) => {
      await publish();
      published.push(what);
    },
    meter: (of, measurements) =>
      measured.push([of, Object.fromEntries(measurements.map(({ metric, value }) => [metric, value]))]),
  });
  const error = await step(request).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  return { error, published, measured };
}

test('publishes the end of a sync with its execution', async () => {
  const { published } = await announce({ connection: 'a', run: sync.run.id, status: 'complete' });
  expect(published).toEqual([[expect.objectContaining({ connection: 'a', run: sync.run.id }), 'arn']]);
});

test('measures the status, outcomes and figures of a sync, and does not measure missing figures as zero', async () => {
  const { measured } = await announce({ connection: 'a', run: sync.run.id });
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
  expect(await announce({ connection: null, run: 'r' })).toEqual({
    error: undefined,
    published: [],
    measured: [],
  });
});

test('throws if the sync is not in the register', async () => {
  const { error } = await announce({ connection: 'a', run: 'another' });
  expect(error).toContain('The sync another of a is not in the register');
});

test('throws before measuring if the event cannot be published, because the next try does both', async () => {
  const refuse = () => Promise.reject(new Error('EventBridge refused the event'));
  const { error, measured } = await announce({ connection: 'a', run: sync.run.id }, sync.run, refuse);
  expect({ error, measured }).toEqual({ error: 'EventBridge refused the event', measured: [] });
});
