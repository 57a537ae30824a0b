import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { ReportData } from '../../lib/audit/report-data.ts';
import { folder, runHere } from '../support/command.ts';

beforeAll(async () => {
  const { status } = await runHere(['sync', '--sandbox', '--days', '90', '--quiet']);
  expect(status).toBe(0);
}, 300_000);

const sandbox = (...args: string[]) => runHere([...args, '--sandbox'], {}, '', { terminal: false });

async function reported(...args: string[]): Promise<ReportData> {
  const { status, out } = await sandbox('report', '--json', ...args);
  expect(status).toBe(0);
  return JSON.parse(out) as ReportData;
}

const COUNTS = { due: 90, complete: 83, incomplete: 2, rejected: 2, missing: 3 };

test('the report counts ninety due syncs, without that of today', async () => {
  const { connections } = await reported();
  expect(connections[0]?.population).toMatchObject({ counts: COUNTS, additional: 0, outside: 1 });
  expect(connections[0]?.sample).toBeNull();
});

test('evidence --population lists every due sync, in a table, as CSV and as JSON', async () => {
  const { out, err, status } = await sandbox('evidence', '--population');
  const [head, ...rows] = out.trimEnd().split('\n');
  expect(head).toBe('Due (UTC)\tConnection\tOutcome\tNumber\tStarted\tEnded\tWhy\tSync\tSandbox tenant');
  expect(rows).toHaveLength(90);
  expect(rows.filter((row) => row.includes('\tmissing\t\t\t\tno sync\t\t'))).toHaveLength(3);
  expect(err).toContain('due 90 syncs: 83 complete, 2 incomplete, 2 rejected, 3 missing');
  expect(status).toBe(0);
  const csv = await sandbox('evidence', '--population', '--csv', '--quiet');
  expect(csv.out).toMatch(/^\uFEFF"connection","due","outcome","number","startedAt",/);
  expect(csv.out.match(/"rejected","\d+",.*"sign-in rejected: AADSTS7000222"/g)).toHaveLength(2);
  expect(csv.err).toBe('');
  const json = JSON.parse((await sandbox('evidence', '--population', '--format', 'json')).out);
  expect(json.populations[0].counts).toEqual(COUNTS);
  const numbers = json.populations[0].due.flatMap(({ number }: { number?: number }) => number ?? []);
  expect(numbers).toEqual(Array.from({ length: 87 }, (_, index) => index));
});

test('a chosen period counts its own days', async () => {
  const { out, status } = await sandbox('evidence', '--population', '--last', '31d', '--json');
  const { due, complete, incomplete, missing } = JSON.parse(out).populations[0].counts;
  expect({ due, complete, incomplete, missing }).toEqual({
    due: 30,
    complete: 26,
    incomplete: 1,
    missing: 3,
  });
  expect(status).toBe(0);
});

test('a person can repeat the sample of the report with sha256sum', async () => {
  const { connections } = await reported('--sample', '25', '--seed', '2026Q4');
  const sample = connections[0]?.sample;
  const { out } = await sandbox('evidence', '--population', '--quiet');
  const byHand = `tail -n +2 | cut -f 1 |
    while read -r due; do printf '%s' "2026Q4 default $due" > "$due"; done
    sha256sum * | sort | head -25`;
  const cwd = mkdtempSync(join(folder, 'sample-'));
  const lines = execFileSync('sh', ['-c', byHand], { cwd, input: out, encoding: 'utf8' }).trim().split('\n');
  expect(lines).toEqual(sample?.syncs.map(({ sha256, due }) => `${sha256}  ${due}`));
  expect(lines).toHaveLength(25);
});

test.each([
  [['report', '--sample', '25'], '--sample needs a seed, so that the sample can be repeated'],
  [['report', '--seed', '2026Q4'], '--seed chooses a sample, and --sample is missing'],
  [
    ['report', '--sample', '25', '--seed', 'x', '--for', 'engineer'],
    '--sample is listed in the part for the auditor, which --for engineer leaves out',
  ],
  [['report', '--sample', '0', '--seed', 'x'], 'Write a number from 1 to 999999.'],
  [['report', '--sample', '-5', '--seed', 'x'], 'Write a number from 1 to 999999.'],
  [['report', '--sample', '5', '--seed', "'; ls"], 'Write 1 to 64 letters, digits,'],
  [['evidence', '--population', '--format', 'oscal'], '--population cannot be written as OSCAL'],
  [['evidence', '--population', '--requirement', 'A.8.8'], "'--population' cannot be used with"],
])('%j is wrong usage', async (args, message) => {
  const { err, status } = await sandbox(...args);
  expect(err).toContain(message);
  expect(status).toBe(2);
});

test('a period without a due sync ends with exit status 1, unless that is accepted', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const { err, status } = await sandbox('evidence', '--population', '--from', today);
  expect(err).toContain('No due sync of this selection is in the register');
  expect(status).toBe(1);
  expect((await sandbox('evidence', '--population', '--from', today, '--allow-empty')).status).toBe(0);
});
