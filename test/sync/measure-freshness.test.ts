import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { eachItem } from '../../lib/register/register-pages.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { measureFreshness } from '../../lib/sync/measure-freshness.ts';
import { syncAt } from '../support/register-entries.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
});
afterAll(() => register.close());

async function record(startedAt: string, connection: string, change: Partial<SyncRun> = {}) {
  const { run, evidence } = syncAt(startedAt, connection);
  await appendSync(register, { ...run, ...change }, change.status === 'rejected' ? [] : evidence);
}

/** Returns the measurements of a connection at noon on 23 November 2026: collector (or nothing) and metric to value. */
async function measured(connection: string): Promise<Record<string, number>> {
  const { values, error } = await measuring(connection);
  expect(error).toBeUndefined();
  return values;
}

async function measuring(...connections: string[]) {
  const reader = new RegisterReader(register);
  const values: Record<string, number> = {};
  const step = measureFreshness({
    collectors: COLLECTORS.map(({ id }) => id),
    latest: (connection, collector, asked) =>
      connection === 'broken'
        ? Promise.reject(new Error('unreadable'))
        : reader.latest(connection, collector, asked),
    // Two runs per query result, so that looking back needs several.
    runs: (connection) => eachItem((page) => reader.runs(connection, page), { limit: 2 }),
    meter: ({ collector }, measurements) => {
      for (const { metric, value } of measurements)
        values[[collector, metric].filter(Boolean).join(' ')] = value;
    },
    clock: new VirtualClock('2026-11-23T12:00:00Z'),
  });
  const error = await step({ connections }).then(
    () => undefined,
    ({ message }: Error) => message,
  );
  return { values, error };
}

test('measures the age of each collector’s newest evidence, and of the last complete sync', async () => {
  await record('2026-11-22T06:00:00.000Z', 'daily');
  await record('2026-11-23T06:00:00.000Z', 'daily');
  expect(await measured('daily')).toEqual({
    ...Object.fromEntries(COLLECTORS.map(({ id }) => [`${id} EvidenceAgeHours`, 6])),
    CompleteSyncAgeHours: 6,
  });
});

test('ignores incomplete syncs over several query results', async () => {
  await record('2026-11-22T00:00:00.000Z', 'failing');
  for (const hour of ['01', '02', '03', '04', '05'])
    await record(`2026-11-23T${hour}:00:00.000Z`, 'failing', { status: 'incomplete' });
  await record('2026-11-23T06:00:00.000Z', 'failing', { status: 'rejected' });
  expect(await measured('failing')).toMatchObject({
    CompleteSyncAgeHours: 36,
    'risky-users EvidenceAgeHours': 7,
  });
});

test('counts from the last complete sync, or from the first sync if none was complete', async () => {
  await record('2026-10-01T12:00:00.000Z', 'forgotten');
  expect((await measured('forgotten')).CompleteSyncAgeHours).toBe(53 * 24);
  await record('2026-11-20T12:00:00.000Z', 'never-complete', { status: 'rejected' });
  await record('2026-11-21T12:00:00.000Z', 'never-complete', { status: 'rejected' });
  expect(await measured('never-complete')).toEqual({ CompleteSyncAgeHours: 72 });
});

test('measures -1 hours for a connection that was never synced, so that its alarm does not ring', async () => {
  expect(await measured('never')).toEqual({ CompleteSyncAgeHours: -1 });
});

test('measures the other connections if one cannot be measured', async () => {
  await record('2026-11-23T06:00:00.000Z', 'behind-broken');
  const { values, error } = await measuring('broken', 'behind-broken');
  expect(error).toBe('unreadable');
  expect(values).toMatchObject({ CompleteSyncAgeHours: 6 });
});

test('counts the days to the expiry date that the newest signed-in sync recorded', async () => {
  await record('2026-11-22T06:00:00.000Z', 'expiring', { clientSecretExpires: '2026-11-30' });
  await record('2026-11-23T06:00:00.000Z', 'expiring', { status: 'rejected' });
  expect(await measured('expiring')).toMatchObject({ ClientSecretDaysLeft: 7 });
  await record('2026-11-23T08:00:00.000Z', 'expiring', { clientSecretExpires: null });
  expect(await measured('expiring')).not.toHaveProperty('ClientSecretDaysLeft');
});

test('a connection that became federated has no days until an expiry date', async () => {
  await record('2026-11-22T06:00:00.000Z', 'moved', { clientSecretExpires: '2026-11-30' });
  await record('2026-11-23T06:00:00.000Z', 'moved', { credential: 'federated', clientSecretExpires: null });
  expect(await measured('moved')).not.toHaveProperty('ClientSecretDaysLeft');
  await record('2026-11-23T08:00:00.000Z', 'moved', {
    credential: 'certificate',
    clientSecretExpires: '2026-11-24',
  });
  expect(await measured('moved')).toMatchObject({ ClientSecretDaysLeft: 1 });
});

test('ignores a sync dated in the future, and its expiry date', async () => {
  await record('2026-11-20T12:00:00.000Z', 'leaping', { clientSecretExpires: '2026-11-30' });
  await record('2026-12-23T12:00:00.000Z', 'leaping', { clientSecretExpires: '2027-11-30' });
  expect(await measured('leaping')).toMatchObject({
    CompleteSyncAgeHours: 72,
    'risky-users EvidenceAgeHours': 72,
    ClientSecretDaysLeft: 7,
  });
});

test('ignores a sync that started in the past but ended in the future', async () => {
  await record('2026-11-21T12:00:00.000Z', 'late');
  await record('2026-11-22T12:00:00.000Z', 'late', { endedAt: '2026-12-22T12:00:00.000Z' });
  expect(await measured('late')).toMatchObject({ CompleteSyncAgeHours: 48 });
});
