import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { ReportData } from '../../lib/audit/report-data.ts';
import { fileNameOf, writeReport } from '../../lib/command/report-file.ts';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { folder, runHere } from '../support/command.ts';
import { recordSync } from '../support/recorded-sync.ts';
import { syncAt } from '../support/register-entries.ts';
import { rejected } from '../support/sync-outcomes.ts';

beforeAll(async () => {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  for (const [time, connection] of [
    ['2026-11-02T06:00:00.000Z', 'default'],
    ['2026-11-03T06:00:00.000Z', 'default'],
    ['2026-11-03T07:00:00.000Z', 'closed-branch'],
  ] as const) {
    const { run, evidence } = syncAt(time, connection);
    await recordSync(register, { run, evidence });
  }
  await register.close();
});

const report = (...args: string[]) => runHere(['report', '--sandbox', 'healthy', ...args]);

async function reported(...args: string[]): Promise<ReportData> {
  const { status, out } = await report('--json', ...args);
  expect(status).toBe(0);
  return JSON.parse(out) as ReportData;
}

test('writes the report to the given file, and prints its path and size', async () => {
  const file = join(folder, 'report.html');
  const { status, out } = await report('--output', file);
  expect(out).toMatch(/^Report: .*report\.html \(\d+ kB\)\n$/);
  expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>[\s\S]*closed-branch[\s\S]*<\/html>\n$/);
  expect(status).toBe(0);
});

test('prints its data as JSON, and writes no file', async () => {
  const before = readdirSync(folder);
  const { connections, coverage } = await reported();
  expect(connections.map(({ name, runs }) => [name, runs.length])).toEqual([
    ['default', 2],
    ['closed-branch', 1],
  ]);
  expect(coverage.length).toBeGreaterThan(0);
  expect(readdirSync(folder)).toEqual(before);
});

test('distinguishes former connections from configured ones', async () => {
  const { connections } = await reported();
  expect(connections.map(({ configured }) => configured)).toEqual([true, false]);
  expect((await reported('--connection', 'closed-branch')).connections).toHaveLength(1);
});

test('covers the given period in complete days', async () => {
  const { period, connections } = await reported('--from', '2026-11-02', '--to', '2026-11-02');
  expect(period).toEqual({
    chosen: true,
    from: '2026-11-02T00:00:00.000Z',
    to: '2026-11-03T00:00:00.000Z',
  });
  expect(connections[0]?.runs).toHaveLength(1);
});

test('that cannot be written prints the path and the reason', async () => {
  const file = join(folder, 'nowhere/report.html');
  const { status, err } = await report('--output', file);
  expect(err).toContain(
    `The report cannot be written to ${file}: there is no folder ${join(folder, 'nowhere')}`,
  );
  expect(status).toBe(1);
  expect((await report('--output', folder)).err).toContain('that is a folder. Name a file with --output.');
});

test('is named after its connections and its first and last day, and replaces no other file', async () => {
  const named = async (all: boolean, ...days: string[]) => fileNameOf(await reported(...days), { all });
  expect(await named(true, '--from', '2026-11-02', '--to', '2026-11-03')).toBe(
    'm365-evidence-all-2026-11-02-to-2026-11-03.html',
  );
  const both = ['--connection', 'default', '--connection', 'closed-branch'];
  expect(await named(false, ...both, '--to', '2026-11-03')).toBe(
    'm365-evidence-default-closed-branch-2026-11-02-to-2026-11-03.html',
  );
  expect(await named(false, '--connection', 'default')).toMatch(
    /^m365-evidence-default-2026-11-02-to-\d{4}-\d\d-\d\d\.html$/,
  );

  const name = join(folder, 'kept.html');
  expect(await writeReport('first', name, { replace: false })).toBe(name);
  expect(await writeReport('second', name, { replace: false })).toBe(join(folder, 'kept-2.html'));
  expect(await writeReport('third', name, { replace: false })).toBe(join(folder, 'kept-3.html'));
  expect(readFileSync(name, 'utf8')).toBe('first');
  await writeReport('fourth', name, { replace: true });
  expect(readFileSync(name, 'utf8')).toBe('fourth');
});

test('of many connections is named after their number', async () => {
  const data = await reported('--connection', 'default');
  const [connection] = data.connections;
  const many = Array.from({ length: 9 }, (_, index) => ({ ...connection, name: `connection-${index}` }));
  expect(fileNameOf({ ...data, connections: many } as ReportData, { all: false })).toMatch(
    /^m365-evidence-9-connections-/,
  );
});

test('can be read by its owner only, also if it replaces a file that others can read', async () => {
  const file = join(folder, 'private.html');
  writeFileSync(file, 'old', { mode: 0o644 });
  await report('--output', file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('uses the default name for an empty name, and replaces no file', async () => {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const written = async () => (await report('--output', '')).out;
    const first = await written();
    expect(first).toMatch(/^Report: .*m365-evidence-all-[\d-]+-to-[\d-]+\.html/);
    expect(await written()).not.toBe(first);
  } finally {
    process.chdir(before);
  }
});

test('contains each of several connections once', async () => {
  const twice = ['--connection', 'closed-branch', '--connection', 'default', '--connection', 'default'];
  expect((await reported(...twice)).connections.map(({ name }) => name)).toEqual([
    'closed-branch',
    'default',
  ]);
});

test('of an unknown connection names the nearest one', async () => {
  const { status, err } = await report('--connection', 'default', '--connection', 'closed-brunch');
  expect(err).toContain('named closed-brunch. (Did you mean closed-branch?)');
  expect(status).toBe(2);
});

test('of one connection names no other', async () => {
  const { out } = await report('--connection', 'default', '--output', '-');
  expect(out).toContain('default');
  expect(out).not.toContain('closed-branch');
  const { out: json } = await report('--connection', 'default', '--json');
  expect(json).not.toContain('closed-branch');
});

test('is the only standard output if the file is -', async () => {
  const before = readdirSync(folder);
  const { status, out, err } = await report('--output', '-');
  expect(out).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(readdirSync(folder)).toEqual(before);
});

test('of a period without any sync writes no file, and says what the register holds', async () => {
  const file = join(folder, 'empty.html');
  const { status, out, err } = await report('--to', '2020-01-01', '--output', file);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(existsSync(file)).toBe(false);
  expect(err).toContain('default: first sync 2026-11-02 06:00, last sync 2026-11-03 06:00 (UTC)');
  expect(err).toContain('--allow-empty');
  const { status: allowed } = await report('--to', '2020-01-01', '--output', file, '--allow-empty');
  expect(allowed).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('No sync up to the period’s end.');
});

test('of a period whose syncs read nothing is written, and says so', async () => {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  const sync = rejected(syncAt('2026-11-09T06:00:00.000Z', 'closed-branch'));
  await recordSync(register, { run: sync.run, evidence: [] });
  await register.close();
  const file = join(folder, 'rejected.html');
  const { status, err } = await report('--from', '2026-11-09', '--to', '2026-11-09', '--output', file);
  expect(err).toContain('The report holds no evidence');
  expect(status).toBe(0);
  expect(existsSync(file)).toBe(true);
});

test('of a missing register prints JSON, writes no file, creates no register, and fails', async () => {
  const empty = join(folder, 'empty');
  const env = { M365_EVIDENCE_DIR: empty };
  const { status, out, err } = await runHere(['report', '--sandbox', 'healthy', '--json'], env);
  expect((JSON.parse(out) as ReportData).period.from).toBeNull();
  expect(err).toContain('The first sync fills it');
  expect(status).toBe(1);
  expect(existsSync(empty)).toBe(false);
});

test('says how far each connection is sealed, and whether that was verified', async () => {
  expect((await runHere(['sync', '--sandbox', 'healthy'])).status).toBe(0);
  const { connections } = await reported();
  expect(connections.map(({ seal }) => [seal?.checkpoint?.size, seal?.findings])).toEqual([
    [3, []],
    [undefined, null],
  ]);
});

test('--for has only the parts for one reader', async () => {
  const parts = async (...args: string[]) =>
    [...(await report(...args, '--output', '-')).out.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id);
  expect(await parts('--for', 'engineer')).toEqual(['engineer']);
  const auditor = await parts('--for', 'auditor');
  expect(auditor).toEqual(['scope', 'coverage', 'syncs', 'integrity', 'evidence', 'sign-off']);
  expect(await parts()).toEqual(['engineer', ...auditor]);
});

test('--each writes a private file for each connection, and replaces no file', async () => {
  const each = join(folder, 'each');
  const args = ['--each', '--for', 'auditor', '--period', '2026-11', '--output', each];
  expect((await report(...args)).status).toBe(0);
  const files = ['closed-branch', 'default'].map(
    (name) => `m365-evidence-${name}-2026-11-01-to-2026-11-30-for-auditor.html`,
  );
  const written = () => readdirSync(each).toSorted();
  expect(written().map((file) => file.replace(/to-2026-11-\d\d/, 'to-2026-11-30'))).toEqual(files);
  const [closed = '', other = ''] = written().map((file) => readFileSync(join(each, file), 'utf8'));
  expect(closed).toContain('--connection closed-branch');
  expect(other).not.toContain('closed-branch');
  expect(statSync(each).mode & 0o777).toBe(0o700);
  await report(...args);
  expect(written()).toHaveLength(4);
});

test('--each cannot write to standard output or into a file', async () => {
  expect((await report('--each', '--output', '-')).err).toContain('cannot share standard output');
  const file = join(folder, 'no-folder');
  writeFileSync(file, '');
  expect((await report('--each', '--output', file)).err).toContain('Name a folder with --output.');
});

test('names the person that --by gives, and no person for an empty name', async () => {
  expect((await reported('--by', 'Alex')).written).toMatchObject({ by: 'Alex', place: 'this machine' });
  const { written } = await reported('--by', '', '--from', '2026-11-02');
  expect(written).toMatchObject({ by: null, options: '--from 2026-11-02 --sandbox healthy' });
});

test('has the same id for the same data', async () => {
  const { id, ...data } = await reported();
  expect(hash('sha256', JSON.stringify(data)).slice(0, 16)).toBe(id);
});
