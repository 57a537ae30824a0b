import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { progressDisplay } from '../../../lib/command/output/progress-display.ts';
import { progressLines } from '../../../lib/command/output/progress-view.ts';
import type { SyncProgress } from '../../../lib/deployment/sync-progress.ts';

const EVENTS: SyncProgress[] = [
  { kind: 'signing-in' },
  {
    kind: 'signed-in',
    tenantId: 't1',
    permissions: { granted: [], missing: ['A.Read.All'], excessive: ['B.ReadWrite.All'] },
  },
  { kind: 'collecting', collector: 'security-alerts' },
  {
    kind: 'reading',
    collector: 'security-alerts',
    progress: { kind: 'retry', why: 'Graph answered 429', waitMs: 1_250 },
  },
  {
    kind: 'outcome',
    outcome: { collector: 'risky-users', outcome: 'skipped', reason: 'license-missing', remedy: 'Buy it.' },
  },
  {
    kind: 'outcome',
    outcome: {
      collector: 'security-alerts',
      outcome: 'failed',
      error: { name: 'N', message: 'It broke.', remedy: 'Mend it.' },
    },
  },
];

function shown(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns: 200,
    rows: 40,
  }) as unknown as NodeJS.WriteStream;
  const display = progressDisplay(stream);
  for (const event of EVENTS) display.show(progressLines(event));
  display.done();
  return String((stream as unknown as PassThrough).read());
}

test('without a terminal, each event is a plain line', () => {
  expect(shown(false).split('\n')).toEqual([
    'Sign-in: signing in',
    'Sign-in: signed in to tenant t1',
    'Permissions: not in the token: A.Read.All; more than needed: B.ReadWrite.All',
    'Security alerts: running',
    'Security alerts: retrying in 1.3 s: Graph answered 429',
    'Risky users: skipped: The tenant has no licence for it. What to do: Buy it.',
    'Security alerts: failed: It broke. What to do: Mend it.',
    '',
  ]);
});

test('on a terminal, each subject has one line, which changes in place and ends with the outcome', () => {
  const raw = shown(true);
  const text = stripVTControlCharacters(raw);
  expect(raw).not.toBe(text);
  expect(text).toMatch(/· Sign-in +signing in/);
  expect(text).toMatch(/✔ Sign-in +signed in to tenant t1/);
  expect(text).toMatch(/– Risky users +skipped/);
  expect(text.trimEnd()).toMatch(/✖ Security alerts +failed: It broke\. What to do: Mend it\.$/);
});
