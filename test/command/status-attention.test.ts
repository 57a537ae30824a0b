import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readStanding, type Standing } from '../../lib/audit/standing.ts';
import { attentionHint, statusTable } from '../../lib/command/output/status-table.ts';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import type { Facts } from '../../lib/domain/observation.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { putAnnotation } from '../../lib/register/annotations.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { annotation } from '../support/annotation.ts';
import { CALM, factsWith } from '../support/attention-subject.ts';
import { folder, runHere } from '../support/command.ts';
import { recordSync } from '../support/recorded-sync.ts';
import { syncAt } from '../support/register-entries.ts';
import { asTerminal } from '../support/terminal.ts';
import { reported } from '../support/written-report.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const PERMISSIONS = { granted: [], missing: [], excessive: [] };
const HERE = { local: true, sandbox: undefined };

let table: LocalRegister;
beforeAll(async () => {
  table = await openLocalRegister();
});
afterAll(() => table.close());

/** Records a sync a week ago and one today with these facts, and returns the state of their connection. */
async function standing(
  connection: string,
  facts: Record<string, Facts>,
  { thresholds = {}, before = CALM }: Partial<Settings> & { before?: Record<string, Facts> } = {},
): Promise<Standing> {
  for (const [day, read] of [
    ['16', before],
    ['23', facts],
  ] as const) {
    const { run, evidence } = syncAt(`2026-11-${day}T06:00:00.000Z`, connection, read);
    const signedIn = {
      permissions: PERMISSIONS,
      credential: 'federated' as const,
      clientSecretExpires: null,
    };
    await appendSync(table, { ...run, ...signedIn }, evidence);
  }
  const reader = new RegisterReader(table);
  return readStanding(reported(connection), { reader, table, thresholds, now: NOW });
}

/** Returns the cell of the connection in a pipe. */
function cellOf(one: Standing): string | undefined {
  const giveBack = asTerminal(false);
  const [head = '', row = ''] = statusTable([one], NOW).split('\n');
  giveBack();
  return row.split('\t')[head.split('\t').indexOf('Needs attention')];
}

test('says that nothing was found only if every question was judged', async () => {
  const calm = await standing('calm', CALM);
  expect(calm.attention).toEqual({ high: 0, medium: 0, low: 0, notJudged: 0 });
  expect(cellOf(calm)).toBe('nothing found');
  expect(attentionHint([calm], HERE)).toBe('');
  const { 'risky-users': _, ...others } = CALM;
  const unread = await standing('unread', others, { before: others });
  expect(unread.attention).toMatchObject({ high: 0, low: 1, notJudged: 3 });
  expect(cellOf(unread)).toBe('1 low; 3 questions could not be judged');
  expect(attentionHint([calm, unread], HERE)).toContain('npx m365-evidence report --for engineer --local');
});

test('counts facts by their severity, a score that fell in a week, and a threshold', async () => {
  const facts = {
    ...factsWith('risky-users', { byLevel: { high: 2, medium: 1 } }),
    'secure-score': { ...CALM['secure-score'], percentage: 50 },
  };
  const thresholds = { 'secure-score.percentage': { below: 60 } };
  const one = await standing('busy', facts, { thresholds });
  expect(one.attention).toEqual({ high: 3, medium: 0, low: 1, notJudged: 0 });
  expect(cellOf(one)).toBe('3 high, 1 low');
  const without = await standing('below', facts, { before: facts });
  expect(without.attention).toMatchObject({ high: 1 });
});

test('counts an annotation whose last day is over', async () => {
  await putAnnotation(
    table,
    annotation({ connection: 'excepted', about: { policy: 'p1' }, until: '2026-11-01' }),
  );
  expect((await standing('excepted', CALM)).attention).toEqual({ high: 0, medium: 1, low: 0, notJudged: 0 });
});

test('the command names the report that lists what needs attention', async () => {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  await recordSync(register, syncAt('2026-11-22T06:00:00.000Z', 'default', CALM));
  await register.close();
  const pipe = await runHere(['status', '--sandbox'], {}, '', { terminal: false });
  expect(pipe.err).toBe(
    'What needs attention, and what to do: npx m365-evidence report --for engineer --sandbox healthy\n',
  );
  const terminal = await runHere(['status', '--sandbox']);
  expect(terminal.out.replace(/[\s║]+/g, ' ')).toMatch(
    /Needs attention: .* What needs attention, and what to do: /,
  );
  expect((await runHere(['status', '--sandbox', '--quiet'])).err).toBe('');
});
