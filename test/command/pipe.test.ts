import { beforeAll, describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { runHere } from '../support/command.ts';

const inPipe = (...args: string[]) => runHere(args, {}, '', { terminal: false });
const cellsOf = (line = '') => line.split('\t');
const BOX = /[║│╔╟─]/;

beforeAll(async () => {
  await runHere(['sync', '--sandbox', 'hostile']);
}, 60_000);

describe('into a pipe', () => {
  test('evidence is a header row and a row for each item, marked as sandbox data', async () => {
    const { out, status } = await inPipe('evidence', '--sandbox');
    const [head, ...rows] = out.trimEnd().split('\n').map(cellsOf);
    expect(head).toEqual([
      'Collected (UTC)',
      'Connection',
      'Evidence',
      'What it says',
      'Evidence for',
      'Sandbox tenant',
    ]);
    expect(rows.map((row) => row[2])).toEqual(COLLECTORS.map(({ title }) => title));
    for (const row of rows) expect([row.length, row.at(-1)]).toEqual([6, 'hostile']);
    expect(status).toBe(0);
  });

  test('runs is a header row and a row for each sync', async () => {
    const { out } = await inPipe('runs', '--sandbox');
    const rows = out.trimEnd().split('\n').map(cellsOf);
    expect(rows.map(({ length }) => length)).toEqual([5, 5]);
    expect(rows[1]?.slice(1, 3)).toEqual(['default', 'complete']);
    expect(rows[1]?.[3]).toMatch(/^Collected: Secure Score, Security alerts,/);
  });

  test.each(['check', 'connect', 'sync'])('%s prints its table as rows', async (command) => {
    const { out } = await inPipe(command, '--sandbox', 'hostile');
    const rows = out.split('\n').filter((line) => line.includes('\t'));
    expect(rows).toHaveLength(1 + COLLECTORS.length);
    expect(out.split('\n')[0]).toBe(rows[0]);
    expect(new Set(rows.map((row) => cellsOf(row).length)).size).toBe(1);
    expect(out).not.toMatch(BOX);
  });

  test('on a terminal, the same commands print boxes', async () => {
    for (const command of ['evidence', 'runs', 'check', 'connect', 'sync']) {
      const { out } = await runHere([command, '--sandbox', 'hostile']);
      expect(out).toMatch(BOX);
      expect(out).not.toContain('\t');
    }
  });
});

describe('--quiet', () => {
  const quiet = (...args: string[]) => inPipe(...args, '--sandbox', 'hostile', '--quiet');

  test.each(['check', 'sync', 'evidence', 'runs --limit 1', 'sync --days 1 --sandbox healthy'])(
    'prints only rows: %s',
    async (line) => {
      const args = line.split(' ');
      const { out, err, status } = await (args.includes('healthy')
        ? inPipe(...args, '--quiet')
        : quiet(...args));
      expect({ err, status }).toEqual({ err: '', status: 0 });
      const rows = out.trimEnd().split('\n');
      expect(rows.length).toBeGreaterThan(1);
      expect(new Set(rows.map((row) => cellsOf(row).length)).size).toBe(1);
    },
  );

  test('prints the place of the stored credentials (connect) and the path (report)', async () => {
    const connected = await quiet('connect');
    expect(connected.out.replaceAll(/\s+/g, ' ')).toMatch(/^Stored in \S+\. $/);
    const reported = await quiet('report', '--output', '/dev/null');
    expect([connected.err, reported.err, reported.out]).toEqual(['', '', '/dev/null\n']);
  });

  test('keeps errors: a rejected sign-in, an empty result', async () => {
    const rejected = await inPipe('sync', '--sandbox', 'bad-secret', '--quiet');
    expect(rejected).toMatchObject({ status: 1, out: '' });
    expect(rejected.err).toMatch(/^Sign-in rejected \(AADSTS7000215\): /);
    const empty = await quiet('evidence', '--to', '2020-01-01');
    expect(empty.err).toMatch(/^No evidence of this selection/);
    const allowed = await quiet('evidence', '--to', '2020-01-01', '--allow-empty');
    expect(allowed).toEqual({ status: 0, out: '', err: '' });
  });
});
