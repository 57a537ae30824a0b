import { expect, test } from '@jest/globals';
import { Frequency } from '../../lib/connections/frequency.ts';
import { checkSchedule } from '../../lib/connections/schedule-grammar.ts';

test.each([
  'rate(1 minute)',
  'rate(366 days)',
  'cron(0 6 * * ? *)',
  'cron(0/15 * * * ? *)',
  'cron(*/5 8-17 ? * MON-FRI *)',
  'cron(0 8-18/2 ? * 2,4,6 *)',
  'cron(0,30 6 1,15 JAN,APR-JUN ? 2027-2199)',
  'cron(0 6 L * ? *)',
  'cron(0 6 31W * ? *)',
  'cron(0 6 ? * L *)',
  'cron(15 10 ? * 6L 2027-2028)',
  'cron(0 6 ? * FRIL *)',
  'cron(0 6 ? * 3#2 *)',
  'cron(0 6 ? JUL TUE#5 *)',
])('accepts %s', (expression) => {
  expect(() => checkSchedule(expression)).not.toThrow();
});

const SIX_FIELDS = 'write six fields';
const ALONE =
  'AWS accepts L and 15W as a day of the month, and L, 6L and 3#2 as a day of the week; each alone in its field';

test.each([
  ['rate(0 days)', 'write a rate like rate(1 day)'],
  ['rate(1.5 hours)', 'write a rate like'],
  ['rate(-1 hours)', 'write a rate like'],
  ['rate(2 weeks)', 'write a rate like'],
  ['rate(1 hours)', 'write rate(1 hour)'],
  ['rate(5 minute)', 'write rate(5 minutes)'],
  ['rate(367 days)', 'slower than once in 366 days'],
  ['rate(99999999999999999999 hours)', 'slower than once in 366 days'],
  ['at(2027-01-01T00:00:00)', 'use daily, hourly'],
  ['cron(0 6 * * ? *) ', 'use daily, hourly'],
  ['cron(0 6 * *)', SIX_FIELDS],
  ['cron(0 6  * * ? *)', SIX_FIELDS],
  ['cron(0 6 * * ? * *)', SIX_FIELDS],
  [`cron(${'0,'.repeat(130)}0 6 * * ? *)`, 'longer than 256 characters'],
  ['cron(? 6 * * ? *)', 'the minute ?: ? is only for the two day fields'],
  ['cron(0 ? * * ? *)', 'the hour ?: ? is only for the two day fields'],
  ['cron(0 6 ? ? MON *)', 'the month ?: ? is only for the two day fields'],
  ['cron(0 6 ? * MON ?)', 'the year ?: ? is only for the two day fields'],
  ['cron(0 6 1,? * ? *)', 'the day of the month 1,?: ? is only'],
  ['cron(0 6 * * * *)', 'write ? for the day'],
  ['cron(0 6 1 * MON *)', 'write ? for the day'],
  ['cron(0 6 ? * ? *)', 'write ? for the day'],
  ['cron(60 6 * * ? *)', 'the minute 60: 60 is not a value; write 0 to 59'],
  ['cron(0 24 * * ? *)', 'write 0 to 23'],
  ['cron(0 6 0 * ? *)', 'write 1 to 31'],
  ['cron(0 6 32 * ? *)', 'write 1 to 31'],
  ['cron(0 6 * 13 ? *)', 'write 1 to 12, or JAN to DEC'],
  ['cron(0 6 * MAI ? *)', 'MAI is not a value'],
  ['cron(0 6 ? * 0 *)', 'write 1 to 7, or SUN to SAT'],
  ['cron(0 6 ? * 8 *)', 'write 1 to 7, or SUN to SAT'],
  ['cron(0 6 ? * mon *)', 'SUN to SAT in capitals'],
  ['cron(0 6 * * ? 1969)', 'write 1970 to 2199'],
  ['cron(0 6 * * ? 2200)', 'write 1970 to 2199'],
  ['cron(0 6 * * ? 27)', 'write 1970 to 2199'],
  ['cron(MON 6 * * ? *)', 'MON is not a value'],
  ['cron(+1 6 * * ? *)', '+1 is not a value'],
  ['cron(1e1 6 * * ? *)', '1e1 is not a value'],
  ['cron(000 6 * * ? *)', '000 is not a value'],
  ['cron(0,,5 6 * * ? *)', 'a value is missing'],
  ['cron(0, 6 * * ? *)', 'a value is missing'],
  ['cron(*,5 6 * * ? *)', '* is not a value'],
  ['cron(5- 6 * * ? *)', 'a value is missing'],
  ['cron(1-2-3 6 * * ? *)', 'a range has two ends'],
  ['cron(30-10 6 * * ? *)', 'from the lower value to the higher'],
  ['cron(0 6 ? * FRI-MON *)', 'from the lower value to the higher'],
  ['cron(0/0 6 * * ? *)', 'a number from 1 to 59'],
  ['cron(0/60 6 * * ? *)', 'a number from 1 to 59'],
  ['cron(0/ 6 * * ? *)', 'a number from 1 to 59'],
  ['cron(/5 6 * * ? *)', 'a value is missing'],
  ['cron(0/5/5 6 * * ? *)', 'write / only once'],
  ['cron(0 6 ? * 2/2 *)', '/ is not for this field'],
  ['cron(0 6 ? * */2 *)', '/ is not for this field'],
  ['cron(0L 6 * * ? *)', ALONE],
  ['cron(0 6 * 3L ? *)', ALONE],
  ['cron(0 6 1,L * ? *)', ALONE],
  ['cron(0 6 L-3 * ? *)', ALONE],
  ['cron(0 6 6L * ? *)', 'write L alone for the last day of the month'],
  ['cron(0 6 15W,20 * ? *)', ALONE],
  ['cron(0 6 1-5W * ? *)', ALONE],
  ['cron(0 6 W * ? *)', ALONE],
  ['cron(0 6 W5 * ? *)', ALONE],
  ['cron(0 6 LW * ? *)', 'L is not a value'],
  ['cron(0 6 32W * ? *)', 'write 1 to 31'],
  ['cron(0 6 3#2 * ? *)', ALONE],
  ['cron(0 6 ? * 2W *)', ALONE],
  ['cron(0 6 ? * 3#1,6#3 *)', ALONE],
  ['cron(0 6 ? * MON,L *)', ALONE],
  ['cron(0 6 ? * MON-6L *)', ALONE],
  ['cron(0 6 ? * 3#6 *)', 'a number from 1 to 5'],
  ['cron(0 6 ? * 3#0 *)', 'a number from 1 to 5'],
  ['cron(0 6 ? * 3# *)', 'a number from 1 to 5'],
  ['cron(0 6 ? * 8#1 *)', 'write 1 to 7'],
  ['cron(0 6 ? * 8L *)', 'write 1 to 7'],
  ['cron(0 6 ? * 6L2 *)', 'write L at the end'],
])('refuses %s, with the reason', (expression, words) => {
  expect(() => checkSchedule(expression)).toThrow(words);
});

/** AWS's table of fields, written a second time as patterns. */
const NUMBER = (pattern: string) => `(?:${pattern})`;
const LIST = (value: string, steps: boolean) => {
  const step = steps ? '(?:/[1-9]\\d{0,2})?' : '';
  return `(?:\\*${step}|${value}(?:-${value})?${step}(?:,${value}(?:-${value})?${step})*)`;
};
const MINUTE = NUMBER('[0-5]?\\d');
const HOUR = NUMBER('[01]?\\d|2[0-3]');
const DAY = NUMBER('0?[1-9]|[12]\\d|3[01]');
const MONTH = NUMBER('0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC');
const WEEKDAY = NUMBER('[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT');
const YEAR = NUMBER('19[7-9]\\d|20\\d\\d|21\\d\\d');
const DOCUMENTED = new RegExp(
  `^cron\\(${LIST(MINUTE, true)} ${LIST(HOUR, true)} (?:(?:L|${DAY}W|${LIST(DAY, true)}) ${LIST(MONTH, true)} \\?|\\? ${LIST(
    MONTH,
    true,
  )} (?:L|${WEEKDAY}L|${WEEKDAY}#[1-5]|${LIST(WEEKDAY, false)})) ${LIST(YEAR, true)}\\)$`,
);

test('accepts only documented expressions among 20,000 random ones', () => {
  let seed = 20261125;
  const random = (below: number) => {
    // Park and Miller's generator: the same expressions in each run.
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const pick = (list: readonly string[]) => list[random(list.length)] ?? '';
  const values = [
    '0',
    '1',
    '3',
    '5',
    '7',
    '8',
    '12',
    '15',
    '23',
    '31',
    '59',
    '60',
    'MON',
    'FRI',
    'JAN',
    'JUL',
  ];
  const years = ['1969', '1970', '2026', '2199', '2200', '2026-2030', '2030-2026', '2026/2'];
  const field = (): string => {
    const [a, b] = [pick(values), pick(values)];
    return pick([
      '*',
      '?',
      a,
      a,
      `${a}-${b}`,
      `${a},${b}`,
      `${a}/${b}`,
      `*/${b}`,
      `${a}-${b}/2`,
      'L',
      `${a}L`,
    ]).replace(/^\?$/, () => pick(['?', '?', `${a}W`, `${a}#2`, `${a}#2,${b}`, `L,${a}`, `${a}W,${b}`]));
  };
  const year = () => pick(['*', '*', '*', pick(years), field()]);
  const taken: string[] = [];
  for (let index = 0; index < 20_000; index += 1) {
    const days = pick([
      '* * ?',
      '? * *',
      `${field()} * ?`,
      `? * ${field()}`,
      `${field()} ${field()} ${field()}`,
    ]);
    const expression = `cron(${field()} ${field()} ${days} ${year()})`;
    try {
      checkSchedule(expression);
      taken.push(expression);
    } catch {
      // Refused, so it need not be documented.
    }
  }
  expect(taken.length).toBeGreaterThan(1_000);
  expect(taken.filter((expression) => !DOCUMENTED.test(expression))).toEqual([]);
});

test('the error names the expression and the problem once', () => {
  const issues = Frequency.safeParse('cron(0 6 ? * 8 *)').error?.issues ?? [];
  expect(issues.map(({ message }) => message)).toEqual([
    'cron(0 6 ? * 8 *) cannot be used: the day of the week 8: 8 is not a value; write 1 to 7, or SUN to SAT in capitals',
  ]);
});
