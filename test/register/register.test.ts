import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { registerKeys } from '../../lib/register/register-keys.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { syncAt } from '../support/register-entries.ts';
import { putDocument } from '../support/stored-document.ts';

let register: LocalRegister;
let reader: RegisterReader;
const days = [1, 2, 3, 4, 5].map((day) => `2026-11-0${day}T06:00:00.000Z`);

beforeAll(async () => {
  register = await openLocalRegister();
  reader = new RegisterReader(register);
  for (const day of days) {
    const { run, evidence } = syncAt(day);
    await appendSync(register, run, evidence);
  }
  const other = syncAt('2026-11-03T09:00:00.000Z', 'other');
  await appendSync(register, other.run, other.evidence);
});
afterAll(() => register.close());

async function everything(): Promise<string> {
  const { Items = [] } = await register.client.send(new ScanCommand({ TableName: register.tableName }));
  return JSON.stringify(Items.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))));
}

/** Returns evidence in the form in which a reader returns it. */
const recorded = (evidence: readonly Evidence[]) =>
  evidence.map((item) => ({ ...item, sha256: sha256Of(canonicalJson(item)) }));

const times = (page: { items: { collectedAt: string }[] }) =>
  page.items.map(({ collectedAt }) => collectedAt);

test('lists all connections, even if DynamoDB answers in several parts of 1 MB', async () => {
  const own = await openLocalRegister();
  const names = Array.from({ length: 5 }, (_, index) => `connection-${index}`);
  for (const name of names) {
    const document = { connection: name, padding: 'n'.repeat(300_000) };
    await putDocument(own, registerKeys.logName(name), document);
  }
  expect(await new RegisterReader(own).connections()).toEqual(names);
  await own.close();
});

test('returns the evidence of the newest run as the latest', async () => {
  const now = Date.parse('2026-11-05T07:00:00Z');
  expect(await reader.latest('default', 'secure-score', { now })).toEqual(
    recorded(syncAt(days[4] ?? '').evidence)[0],
  );
  expect(await reader.latest('default', 'mailboxes', { now })).toBeUndefined();
});

describe('the history of a collector', () => {
  test('is newest first', async () => {
    expect(times(await reader.history('default', 'risky-users'))).toEqual(days.toReversed());
  });
  test('includes `from`, but not `to`', async () => {
    const page = await reader.history('default', 'risky-users', { from: days[1], to: days[3] });
    expect(times(page)).toEqual([days[2], days[1]]);
  });
  test('accepts times in any form of ISO 8601, and refuses other texts', async () => {
    const from = async (time: string) =>
      times(await reader.history('default', 'risky-users', { from: time }));
    expect(await from('2026-11-05T06:00:00Z')).toEqual([days[4]]);
    expect(await from('2026-11-05T08:00:00+02:00')).toEqual([days[4]]);
    await expect(from('last week')).rejects.toThrow('last week is not a time');
  });
  test('is empty if the range ends before it begins', async () => {
    expect(await reader.history('default', 'risky-users', { from: days[3], to: days[1] })).toEqual({
      items: [],
    });
  });
  test('comes in several query results that are complete together', async () => {
    const first = await reader.history('default', 'risky-users', { limit: 3 });
    const second = await reader.history('default', 'risky-users', { limit: 3, cursor: first.cursor });
    expect([...times(first), ...times(second)]).toEqual(days.toReversed());
    expect(second.cursor).toBeUndefined();
  });
  test('refuses a foreign cursor', async () => {
    await expect(reader.history('default', 'risky-users', { cursor: 'bm9uc2Vuc2U' })).rejects.toThrow(
      'cursor',
    );
  });
});

test('returns the evidence of all collectors and connections for one requirement, newest first', async () => {
  const sources = ['default', 'other'].flatMap((connection) =>
    COLLECTORS.map(({ id }) => ({ connection, collector: id })),
  );
  const found = await Array.fromAsync(
    reader.forRequirements([{ framework: 'iso-27001-2022', id: 'A.5.15' }], sources),
  );
  const collectors = COLLECTORS.filter(({ evidenceFor }) =>
    evidenceFor['iso-27001-2022']?.includes('A.5.15'),
  );
  expect(found).toHaveLength(6 * collectors.length);
  expect(new Set(found.map(({ collector }) => collector))).toEqual(new Set(collectors.map(({ id }) => id)));
  expect(new Set(found.map(({ connection }) => connection))).toEqual(new Set(['default', 'other']));
  expect(times({ items: found })).toEqual(times({ items: found }).toSorted().reverse());
});

describe('evidence is compared with', () => {
  const at = (day: number) => syncAt(`2026-11-0${day}T06:00:00.000Z`, 'partly');
  const part = ({ run, evidence }: ReturnType<typeof syncAt>) => ({
    run,
    evidence: evidence.map((item) => ({ ...item, complete: false, missing: ['half of it'] })),
  });
  beforeAll(async () => {
    for (const sync of [part(at(1)), at(2), part(at(3)), part(at(4)), at(5)])
      await appendSync(register, sync.run, sync.evidence);
  });

  test('the newest earlier complete evidence of its tenant', async () => {
    const { previousRun, previousEvidence } = await reader.review(at(5).run);
    expect(previousRun?.id).toBe(at(4).run.id);
    expect(previousEvidence.map(({ run }) => run)).toEqual(COLLECTORS.map(() => at(2).run.id));
  });

  test('the newest earlier evidence if none was complete, or nothing if there is no earlier evidence', async () => {
    const [second, first] = [at(2).evidence[0], at(1).evidence[0]];
    if (!first || !second) throw new Error('A sync has no evidence');
    expect(await reader.comparedWith(second)).toMatchObject({ run: at(1).run.id, complete: false });
    expect(await reader.comparedWith(first)).toBeUndefined();
  });

  test('the newest earlier evidence if it is partial itself', async () => {
    const [item] = part(at(5)).evidence;
    if (!item) throw new Error('The sync has no evidence');
    expect(await reader.comparedWith(item)).toMatchObject({ run: at(4).run.id });
  });

  test('the newest earlier evidence of its own tenant', async () => {
    const [item] = at(5).evidence;
    if (!item) throw new Error('The sync has no evidence');
    expect(await reader.comparedWith({ ...item, tenantId: 'another' })).toMatchObject({ run: at(4).run.id });
  });
});

test('returns sync runs, newest first', async () => {
  const { items } = await reader.runs('default', { limit: 2 });
  expect(items.map(({ startedAt }) => startedAt)).toEqual([days[4], days[3]]);
});

test('a repeated write changes nothing, even if its content differs', async () => {
  const before = await everything();
  const { run, evidence } = syncAt(days[0] ?? '');
  await appendSync(
    register,
    { ...run, endedAt: 'later' },
    evidence.map((item) => ({ ...item, summary: 'other' })),
  );
  expect(await everything()).toBe(before);
});

test('completes a half-written batch when it is repeated', async () => {
  const { run, evidence } = syncAt('2026-10-01T06:00:00.000Z', 'half');
  let writes = 0;
  const stopping = { ...register, client: Object.create(register.client) as LocalRegister['client'] };
  stopping.client.send = (async (...command: Parameters<LocalRegister['client']['send']>) => {
    writes += 1;
    if (writes > 3) throw new Error('the function was stopped');
    return register.client.send(...command);
  }) as LocalRegister['client']['send'];
  await expect(appendSync(stopping, run, evidence)).rejects.toThrow('stopped');
  expect(await reader.run('half', run.id)).toBeUndefined();

  await appendSync(register, run, evidence);
  expect(await reader.run('half', run.id)).toEqual(run);
  expect(await reader.evidenceOf(run)).toEqual(recorded(evidence));
});

test('ignores evidence and runs with a future date when it looks for the latest', async () => {
  const now = Date.parse('2026-11-03T06:00:00Z');
  expect(await reader.latest('default', 'secure-score', { now })).toMatchObject({ collectedAt: days[2] });
  expect(await reader.latestRun('default', now)).toMatchObject({ startedAt: days[2] });
  const { run, evidence } = syncAt('2026-11-01T06:00:00.000Z', 'leaping');
  const leap = evidence.map((item) => ({ ...item, collectedAt: '2026-12-01T06:00:00.000Z' }));
  await appendSync(register, run, leap);
  expect(await reader.latest('leaping', 'secure-score', { now })).toBeUndefined();
});
