import { expect, test } from '@jest/globals';
import { gapsIn, reasons } from '../../lib/audit/gaps.ts';
import { dayOf } from '../../lib/domain/time.ts';
import { syncAt } from '../support/register-entries.ts';
import { failing, rejected, skipping } from '../support/sync-outcomes.ts';

const day = (date: string) => dayOf(Date.parse(`2026-${date}T00:00:00Z`));
const september = { first: day('09-01'), last: day('09-07') };

function gaps(covered: string[], change: Partial<Parameters<typeof gapsIn>[0]> = {}) {
  const found = gapsIn({
    days: september,
    isDue: () => true,
    covered: new Set(covered.map(day)),
    why: () => 'no sync',
    ...change,
  });
  return found.map(({ from, to, days, why }) => `${from.slice(5)} ${to.slice(5)} ${days} ${why}`);
}

test('consecutive days without evidence are one gap', () => {
  expect(gaps(['09-01', '09-03', '09-07'])).toEqual(['09-02 09-02 1 no sync', '09-04 09-06 3 no sync']);
  expect(gaps([], { days: { first: 2, last: 1 } })).toEqual([]);
});

test('a gap continues over the end of a month and of a year', () => {
  const days = { first: dayOf(Date.UTC(2026, 11, 30)), last: dayOf(Date.UTC(2027, 0, 2)) };
  expect(gapsIn({ days, isDue: () => true, covered: new Set(), why: () => 'no sync' })).toEqual([
    { from: '2026-12-30', to: '2027-01-02', days: 4, why: 'no sync' },
  ]);
});

test('days on which no sync was due are no gap and split no gap', () => {
  // 2026-09-05 and 06 are a weekend.
  const isDue = (number: number) => ![day('09-05'), day('09-06')].includes(number);
  expect(gaps(['09-01', '09-02', '09-03', '09-04', '09-07'], { isDue })).toEqual([]);
  expect(gaps(['09-01', '09-03'], { isDue })).toEqual(['09-02 09-02 1 no sync', '09-04 09-07 2 no sync']);
});

test('days that are missing for another reason are a separate gap', () => {
  const why = (number: number) => (number < day('09-04') ? 'skipped: license-missing' : 'no sync');
  expect(gaps(['09-01'], { why })).toEqual([
    '09-02 09-03 2 skipped: license-missing',
    '09-04 09-07 4 no sync',
  ]);
});

test('the reason for a day comes from its last sync', () => {
  const at = (time: string) => syncAt(`2026-09-${time}:00.000Z`, 'a');
  const runs = [
    rejected(at('04T06:00')).run,
    skipping(at('03T06:00'), 'risky-users').run,
    at('02T18:00').run,
    failing(at('02T06:00'), 'risky-users').run,
    failing(at('01T06:00'), 'risky-users').run,
  ];
  const read = at('02T18:00').evidence.filter(({ collector }) => collector === 'risky-users');
  const why = reasons(runs, 'risky-users', read);
  expect(['09-01', '09-02', '09-03', '09-04', '09-05'].map((date) => why(day(date)))).toEqual([
    'failed: GraphUnavailable',
    'collected, but not for this requirement',
    'skipped: license-missing',
    'sign-in rejected: AADSTS7000222',
    'no sync',
  ]);
});
