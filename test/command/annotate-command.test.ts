import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { folder, runHere } from '../support/command.ts';
import { recordSealedHistory } from '../support/sealed-history.ts';

const LAST = '2026-11-23T06:00:00.000Z';
beforeAll(() => recordSealedHistory(join(folder, 'sandbox'), { syncs: 3, last: LAST }));

const here = (...args: string[]) => runHere([...args, '--sandbox'], {}, '', { terminal: false });
const WHY = ['--reason', 'The tenant was moved', '--owner', 'IT operations', '--until', inDays(60)];
const annotate = (...args: string[]) => here('annotate', ...args, ...WHY);
const DAYS = ['--from', '2026-11-22', '--to', '2026-11-23'];

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
async function runIds(): Promise<string[]> {
  const { runs } = JSON.parse((await here('runs', '--json')).out) as { runs: { id: string }[] };
  return runs.map(({ id }) => id);
}
async function policy(): Promise<{ id: string; name: string }> {
  const { evidence } = JSON.parse(
    (await here('evidence', '--collector', 'conditional-access', '--json')).out,
  );
  return evidence[0].facts.policies[0];
}

describe('m365-evidence annotate', () => {
  test('writes an annotation about days, which verify then counts', async () => {
    const { status, out } = await annotate(...DAYS, '--ticket', 'RISK-7');
    expect(status).toBe(0);
    expect(out).toMatch(/^Annotated default: [0-9a-f]{32}\n/);
    expect(out).toContain(
      `valid until ${inDays(60)}, owner IT operations, ticket RISK-7: The tenant was moved.`,
    );
    expect(out).toMatch(/Sealed as entry 3 of the log \(size 4, root \S+\)/);
    const verified = await here('verify', '--to', '2026-11-23');
    expect(verified.out).toContain('Intact: 3 syncs, 12 items, 24 answers, 1 annotation, root ');
  });

  test('says that the same annotation exists already', async () => {
    const { status, out } = await annotate(...DAYS, '--ticket', ' RISK-7 ');
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/^The annotation [0-9a-f]{32} exists already, since /),
    ]);
  });

  test('takes several about one sync, and with --quiet prints only their ids', async () => {
    const [run = ''] = await runIds();
    for (const ticket of ['A-1', 'A-2']) {
      const { status, out, err } = await annotate('--run', run, '--ticket', ticket, '--quiet');
      expect({ status, out, err }).toEqual({
        status: 0,
        out: expect.stringMatching(/^[0-9a-f]{32}\n$/),
        err: '',
      });
    }
  });

  test('stands next to its syncs in the list of runs, and in its JSON', async () => {
    const { out } = await here('runs');
    const [, newest = '', , oldest = ''] = out.split('\n');
    expect(newest).toContain('ticket RISK-7: The tenant was moved.');
    expect(newest).toContain('ticket A-2: The tenant was moved.');
    expect(oldest).not.toContain('Annotation');
    const { annotations } = JSON.parse((await here('runs', '--json')).out);
    expect(annotations).toMatchObject([
      { ticket: 'RISK-7', expired: false, sealed: true, index: 3 },
      { ticket: 'A-1', sealed: true },
      { ticket: 'A-2', sealed: true },
    ]);
  });

  test('stands below the gap that it is about', async () => {
    await annotate('--from', '2026-11-18', '--to', '2026-11-19', '--ticket', 'GAP-1');
    const { err } = await here('evidence', '--from', '2026-11-17', '--to', '2026-11-23');
    const text = err.replaceAll(/\s+/g, ' ');
    expect(text).toMatch(
      /2026-11-17 to 2026-11-20, 4 days \(.*?\): .*? Annotation, valid .*?GAP-1: The tenant was moved\./,
    );
    expect(text.match(/GAP-1/g)).toHaveLength(1);
  });

  test('stores the id of a policy, whether its id or its name was typed', async () => {
    const { id, name } = await policy();
    const [byName, byId] = [
      await annotate('--policy', name, '--json'),
      await annotate('--policy', id, '--json'),
    ];
    expect(JSON.parse(byName.out)).toMatchObject({
      annotation: { about: { policy: id }, sandbox: 'healthy', connection: 'default' },
      existed: false,
      checkpoint: { keyId: expect.any(String) },
    });
    expect(JSON.parse(byId.out)).toMatchObject({ annotation: { about: { policy: id } }, existed: true });
  });

  test.each<[string, string[], string]>([
    ['nothing', [], 'What is the annotation about?'],
    ['two things', [...DAYS, '--policy', 'x'], '--from and --to and --policy cannot be used together'],
    ['half of a period', ['--to', '2026-11-23'], '--from is missing'],
    ['no day', ['--from', '2026-02-30', '--to', '2026-11-23'], '--from 2026-02-30 is not a day'],
    ['days in the wrong order', ['--from', '2026-11-23', '--to', '2026-11-22'], 'is after to 2026-11-22'],
    ['days to come', ['--from', '2026-11-23', '--to', inDays(2)], 'is in the future'],
    ['a sync that is not there', ['--run', '2026-11-23T06:00:00'], '(Did you mean 2026-11-23T06:00:00.000Z_'],
    [
      'a policy that is not there',
      ['--policy', 'Require MFA for all user'],
      'names the policy Require MFA for all user',
    ],
    ['another connection', ['--connection', 'defalt', ...DAYS], 'There is: default'],
  ])('about %s ends as wrong usage', async (_, args, message) => {
    const { status, out, err } = await annotate(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(message);
  });

  test.each<[string, string[], string]>([
    ['an empty reason', ['--reason', ' '], '--reason is empty'],
    ['a long owner', ['--owner', 'a'.repeat(101)], '--owner is longer than 100 characters'],
    ['an end in the past', ['--until', inDays(-1)], 'is in the past'],
    ['an end in three years', ['--until', inDays(1_100)], 'is more than two years away'],
    ['no day', ['--until', 'soon'], '--until must be a day'],
    ['a colour', ['--reason', 'red \u001b[31m text'], '--reason holds line breaks, control characters'],
    [
      'a secret',
      ['--reason', 'It is Abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789ab'],
      '--reason seems to hold a secret',
    ],
  ])('with %s ends as wrong usage', async (_, args, message) => {
    const { status, out, err } = await here('annotate', ...DAYS, ...WHY, ...args);
    expect([status, out]).toEqual([2, '']);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(message);
    expect(err).not.toContain('Abc8Q~');
  });

  test('on a machine without a register of its own writes nothing, not even to the sandbox', async () => {
    const { status, err } = await runHere(['annotate', '--local', ...DAYS, ...WHY]);
    expect([status, err]).toEqual([2, expect.stringContaining('add --sandbox')]);
    expect(existsSync(join(folder, 'tenant'))).toBe(false);
  });
});
