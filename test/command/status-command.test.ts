import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readStanding, type Standing } from '../../lib/audit/standing.ts';
import { statusTable } from '../../lib/command/output/status-table.ts';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { folder, runHere } from '../support/command.ts';
import { recordSync } from '../support/recorded-sync.ts';
import { syncAt } from '../support/register-entries.ts';
import type { Sync } from '../support/sandbox-syncs.ts';
import { failing, rejected, skipping } from '../support/sync-outcomes.ts';
import { asTerminal } from '../support/terminal.ts';
import { reported } from '../support/written-report.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const FACTS = { 'secure-score': { percentage: 0 }, 'risky-users': { total: 3 } };

let table: LocalRegister;
beforeAll(async () => {
  table = await openLocalRegister();
});
afterAll(() => table.close());

const at = (day: number, connection: string) => syncAt(`2026-11-${day}T06:00:00.000Z`, connection, FACTS);

async function standing(connection: string, syncs: readonly Sync[], configured = true): Promise<Standing> {
  for (const { run, evidence } of syncs) await appendSync(table, run, evidence);
  const reader = new RegisterReader(table);
  return readStanding(reported(connection, { configured }), { reader, table, thresholds: {}, now: NOW });
}

/** Returns the cells of the connection's row in a pipe, by their heads. */
function row(one: Standing): Record<string, string> {
  const giveBack = asTerminal(false);
  const [head = [], cells = []] = statusTable([one], NOW)
    .split('\n')
    .map((line) => line.split('\t'));
  giveBack();
  return Object.fromEntries(head.map((name, index) => [name, cells[index] ?? '']));
}

test('shows figures with their ages, and a zero that was read as zero', async () => {
  const fresh = await standing('fresh', [at(22, 'fresh'), at(23, 'fresh')]);
  expect(row(fresh)).toMatchObject({
    Connection: 'fresh',
    'Secure Score': '0 %, 6 hours old',
    'Newest sync (UTC)': '2026-11-23 06:00; complete; not sealed',
    'Last 7 days': '1 of 1 complete',
    Credential: 'secret: expiry date not recorded',
  });
  expect(fresh.figures.find(({ collector }) => collector === 'secure-score')).toMatchObject({
    state: 'fresh',
    value: 0,
    ageHours: 6,
    collectedAt: '2026-11-23T06:00:00.000Z',
  });
});

test('a collector that is skipped, failed, stale or never read has a state of its own, and no zero', async () => {
  const earlier = at(22, 'failed');
  const states = await Promise.all([
    standing('failed', [earlier, failing(at(23, 'failed'), 'secure-score')]),
    standing('skipped', [skipping(at(23, 'skipped'), 'secure-score')]),
    standing('rejected', [at(22, 'rejected'), rejected(at(23, 'rejected'))]),
    standing('stale', [at(10, 'stale')]),
    standing('unsynced', []),
  ]);
  expect(states.map((one) => row(one)['Secure Score'])).toEqual([
    'failed: GraphUnavailable (503); before that 0 %, 30 hours old',
    'skipped: license-missing, never read',
    'rejected: SignInRejected (AADSTS7000222); before that 0 %, 30 hours old',
    'stale: 0 %, 13 days old',
    'never read',
  ]);
  expect(states.map(({ figures }) => figures[0]?.value)).toEqual([0, null, 0, 0, null]);
  expect(row(states[3] as Standing)['Last 7 days']).toBe('0 of 7 complete; 7 missing');
  const unsynced = states.at(-1) as Standing;
  expect(unsynced.newestSync).toBeNull();
  expect(row(unsynced)).toMatchObject({
    'Newest sync (UTC)': 'no sync yet; it may not be connected',
    'Last 7 days': 'no sync yet',
    Credential: 'not known: no sync yet',
  });
  expect(row(states[2] as Standing)['Newest sync (UTC)']).toContain(
    'rejected; sign-in rejected: AADSTS7000222',
  );
});

test('says that due syncs of a former connection are not counted', async () => {
  const former = await standing('former', [at(23, 'former')], false);
  expect(row(former)['Last 7 days']).toBe('not counted: it is no longer synced, so its schedule is unknown');
});

test.each([
  ['2027-09-01', 'secret: expires 2027-09-01'],
  ['2026-12-24', 'secret: expires 2026-12-24, renew it now'],
  ['2026-11-22', 'secret: EXPIRED on 2026-11-22'],
])('shows the expiry date %s', async (day, text) => {
  const name = `secret-${day}`;
  const { run, evidence } = at(23, name);
  const one = await standing(name, [{ run: { ...run, clientSecretExpires: day }, evidence }]);
  expect(row(one).Credential).toBe(text);
});

test.each([
  [{ credential: 'certificate', clientSecretExpires: '2027-09-01' }, 'certificate: expires 2027-09-01'],
  [{ credential: 'certificate', clientSecretExpires: '2026-11-22' }, 'certificate: EXPIRED on 2026-11-22'],
  [{ credential: 'federated', clientSecretExpires: null }, 'no expiry date: federated'],
  [{ credential: 'secret', clientSecretExpires: null }, 'secret: expiry date not recorded'],
] as const)('shows what %j signed in with', async (signedIn, text) => {
  const name = `${signedIn.credential}-${signedIn.clientSecretExpires ?? 'without'}`;
  const { run, evidence } = at(23, name);
  const one = await standing(name, [{ run: { ...run, ...signedIn }, evidence }]);
  expect(row(one).Credential).toBe(text);
  expect(one).toMatchObject(signedIn);
});

test('a federated connection with an earlier client secret has no expiry date any more', async () => {
  const earlier = at(22, 'moved');
  const moved = at(23, 'moved');
  const one = await standing('moved', [
    { ...earlier, run: { ...earlier.run, clientSecretExpires: '2026-11-22' } },
    { ...moved, run: { ...moved.run, credential: 'federated', clientSecretExpires: null } },
  ]);
  expect(row(one).Credential).toBe('no expiry date: federated');
});

test('reads forty connections in parallel, each with a row that fits a telephone', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `branch-${index}`);
  for (const name of names) await appendSync(table, at(23, name).run, at(23, name).evidence);
  const reader = new RegisterReader(table);
  const began = performance.now();
  const standings = await Promise.all(
    names.map((name) => readStanding(reported(name), { reader, table, thresholds: {}, now: NOW })),
  );
  expect(performance.now() - began).toBeLessThan(20_000);
  const giveBack = asTerminal();
  const { columns } = process.stdout;
  process.stdout.columns = 45;
  const lines = statusTable(standings, NOW).split('\n');
  process.stdout.columns = columns;
  giveBack();
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(45);
  expect(lines.filter((line) => /^branch-\d+$/.test(line))).toHaveLength(40);
});

test('the command shows all connections of the register, and exits with 0 whatever their state', async () => {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  await recordSync(register, rejected(at(22, 'default')));
  await recordSync(register, at(22, 'closed-branch'));
  await register.close();
  const { out, status } = await runHere(['status', '--sandbox'], {}, '', { terminal: false });
  expect(out.split('\n').map((line) => line.split('\t')[0])).toEqual([
    'Connection',
    'default',
    'closed-branch',
    '',
  ]);
  expect(status).toBe(0);
  const { status: standings } = JSON.parse((await runHere(['status', '--sandbox', '--json'])).out);
  expect(standings).toMatchObject([
    { connection: 'default', configured: true, newestSync: { status: 'rejected' } },
    { connection: 'closed-branch', configured: false, lastWeek: { counts: null } },
  ]);
  const unknown = await runHere(['status', '--sandbox', '--connection', 'nowhere']);
  expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('no connection named nowhere')]);
});
