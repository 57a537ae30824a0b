import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { appendSync } from '../../lambdas/register/evidence-register.ts';
import { fileNameOf, writeReport } from '../../lib/command/report-file.ts';
import { openLocalRegister } from '../../lib/local/local-register.ts';
import type { ReportData } from '../../lib/report/model/report-data.ts';
import { folder, run, runHere } from '../support/command.ts';
import { syncAt } from '../support/register-entries.ts';

beforeAll(async () => {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  for (const [time, connection] of [
    ['2026-11-02T06:00:00.000Z', 'default'],
    ['2026-11-03T06:00:00.000Z', 'default'],
    ['2026-11-03T07:00:00.000Z', 'closed-branch'],
  ] as const) {
    const { run, evidence } = syncAt(time, connection);
    await appendSync(register, run, evidence);
  }
  await register.close();
});

const report = (...args: string[]) => runHere(['report', '--sandbox', 'healthy', ...args]);

async function reported(...args: string[]): Promise<ReportData> {
  const { status, out } = await report('--json', ...args);
  expect(status).toBe(0);
  return JSON.parse(out) as ReportData;
}

test('is written to the file that is told, whose place and size are said', async () => {
  const file = join(folder, 'report.html');
  const { status, out } = await report('--output', file);
  expect(out).toMatch(/^Report: .*report\.html \(\d+ kB\)\n$/);
  expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>[\s\S]*closed-branch[\s\S]*<\/html>\n$/);
  expect(status).toBe(0);
});

test('as JSON is what it holds, and no file', async () => {
  const before = readdirSync(folder);
  const { connections, coverage } = await reported();
  expect(connections.map(({ name, runs }) => [name, runs.length])).toEqual([
    ['default', 2],
    ['closed-branch', 1],
  ]);
  expect(coverage.length).toBeGreaterThan(0);
  expect(readdirSync(folder)).toEqual(before);
});

test('tells a connection that is no longer configured from one that is', async () => {
  const { connections } = await reported();
  expect(connections.map(({ configured }) => configured)).toEqual([true, false]);
  expect((await reported('--connection', 'closed-branch')).connections).toHaveLength(1);
});

test('is of the period that is told, whole days', async () => {
  const { period, connections } = await reported('--from', '2026-11-02', '--to', '2026-11-02');
  expect(period).toEqual({
    chosen: true,
    from: '2026-11-02T00:00:00.000Z',
    to: '2026-11-03T00:00:00.000Z',
  });
  expect(connections[0]?.runs).toHaveLength(1);
});

test('that cannot be written says where and why', async () => {
  const file = join(folder, 'nowhere/report.html');
  const { status, err } = await report('--output', file);
  expect(err).toContain(
    `The report cannot be written to ${file}: there is no folder ${join(folder, 'nowhere')}`,
  );
  expect(status).toBe(1);
  expect((await report('--output', folder)).err).toContain('that is a folder. Name a file with --output.');
});

test('has its days for a name, and takes the place of none that is there', async () => {
  const named = async (...days: string[]) => fileNameOf(await reported(...days));
  expect(await named('--from', '2026-11-02', '--to', '2026-11-03')).toBe(
    'm365-evidence-2026-11-02-to-2026-11-03.html',
  );
  expect(await named('--to', '2026-11-03')).toBe('m365-evidence-to-2026-11-03.html');
  expect(await named()).toMatch(/^m365-evidence-\d{4}-\d\d-\d\d\.html$/);

  const name = join(folder, 'kept.html');
  expect(await writeReport('first', name, { replace: false })).toBe(name);
  expect(await writeReport('second', name, { replace: false })).toBe(join(folder, 'kept-2.html'));
  expect(await writeReport('third', name, { replace: false })).toBe(join(folder, 'kept-3.html'));
  expect(readFileSync(name, 'utf8')).toBe('first');
  await writeReport('fourth', name, { replace: true });
  expect(readFileSync(name, 'utf8')).toBe('fourth');
});

test('of an empty name has its own, and takes the place of none', async () => {
  const written = async () => (await run(['report', '--sandbox', 'healthy', '--output', ''])).out;
  const first = await written();
  expect(first).toMatch(/^Report: .*m365-evidence-[\d-]+\.html/);
  expect(await written()).not.toBe(first);
});

test('that holds no evidence says so', async () => {
  const file = join(folder, 'empty.html');
  const { err } = await report('--to', '2020-01-01', '--output', file);
  expect(err).toContain('The report holds no evidence');
  expect(readFileSync(file, 'utf8')).toContain('No sync up to the period’s end.');
});

test('of a register that is not there is written all the same, and makes none', async () => {
  const empty = join(folder, 'empty');
  const { status, out } = await runHere(['report', '--local', '--json'], { M365_EVIDENCE_DIR: empty });
  expect((JSON.parse(out) as ReportData).period.from).toBeNull();
  expect(status).toBe(0);
  expect(existsSync(empty)).toBe(false);
});
