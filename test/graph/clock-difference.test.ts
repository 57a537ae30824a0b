import { describe, expect, test } from '@jest/globals';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import type { SyncError } from '../../lib/domain/errors.ts';
import { clockAhead } from '../../lib/graph/clock-difference.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { outcomesOf, syncSandbox } from '../support/local-sync.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/alerts_v2';
/** The test's clock is at 2026-11-23T12:00:00Z. */
const dated = (date: string, headers = {}) => ({ ...page([]), headers: { date, ...headers } });
const readAt = async (...answers: ReturnType<typeof dated>[]) =>
  (await signedInSandbox({ interfere: inTurn(PATH, ...answers) })).read(securityAlerts);

describe('the clocks differ', () => {
  const sent = Date.parse('2026-11-23T12:00:00.700Z');
  test.each([
    ['not at all, if the date is in the second of sending', 'Mon, 23 Nov 2026 12:00:00 GMT', 0],
    ['not at all, if the answer took long to arrive', 'Mon, 23 Nov 2026 12:10:00 GMT', 0],
    ['by what the date is after receiving', 'Mon, 23 Nov 2026 12:40:00.700 GMT', undefined],
    ['by what the date is after receiving', 'Mon, 23 Nov 2026 12:40:00 GMT', -599_300],
    ['by what the date is before sending', 'Mon, 23 Nov 2026 11:00:00 GMT', 3_599_701],
    ['by an unknown time, without a date', undefined, undefined],
    ['by an unknown time, with an invalid date', 'yesterday', undefined],
  ])('%s', (_, date, ahead) => expect(clockAhead({ date }, sent, sent + 30 * 60_000)).toBe(ahead));

  test('by an unknown time, if the answer is from a cache', () => {
    expect(clockAhead({ date: 'Mon, 23 Nov 2026 11:00:00 GMT', age: '3600' }, sent, sent)).toBeUndefined();
  });
});

test.each([
  ['Mon, 23 Nov 2026 11:48:00 GMT', '12 minutes ahead of'],
  ['Mon, 23 Nov 2026 12:06:00 GMT', '6 minutes behind'],
  ['Mon, 23 Nov 2026 02:00:00 GMT', '10 hours ahead of'],
])('a Date of %s gives a caveat, and the evidence stays complete', async (date, words) => {
  const { observation } = await readAt(dated(date));
  expect(observation.complete).toBe(true);
  expect(observation.caveats).toContainEqual(expect.stringContaining(`was ${words} Microsoft's`));
});

test.each(['Mon, 23 Nov 2026 11:56:00 GMT', 'Mon, 23 Nov 2026 12:04:00 GMT', 'nonsense'])(
  'a Date of %s gives no caveat',
  async (date) => {
    const { observation } = await readAt(dated(date));
    expect(observation.caveats.join()).not.toContain('clock');
  },
);

test('the caveat names only the largest difference of all answers', async () => {
  const link = { '@odata.nextLink': `https://graph.microsoft.com${PATH}?$skip=1` };
  const first = { ...page([], link), headers: { date: 'Mon, 23 Nov 2026 11:40:00 GMT' } };
  const { observation } = await readAt(first, dated('Mon, 23 Nov 2026 11:50:00 GMT'));
  expect(observation.caveats.filter((caveat) => caveat.includes('clock'))).toEqual([
    expect.stringContaining('20 minutes ahead of'),
  ]);
});

test.each([
  ['Sat, 24 Oct 2026 12:00:00 GMT', '30 days ahead of'],
  ['Wed, 25 Nov 2026 12:00:01 GMT', '2 days behind'],
])('a Date of %s fails as ClockWrong, with a remedy', async (date, words) => {
  const error = await rejection<SyncError>(readAt(dated(date)));
  expect(error).toMatchObject({ name: 'ClockWrong', message: expect.stringContaining(words) });
});

test('ClockWrong fails its own branch, and no other', async () => {
  const interfere = inTurn(PATH, dated('Sat, 24 Oct 2026 12:00:00 GMT'));
  const { run } = await syncSandbox('healthy', { interfere });
  expect(outcomesOf(run)).toMatchObject({
    'security-alerts': 'failed ClockWrong',
    'secure-score': 'collected',
  });
  expect(JSON.stringify(run?.outcomes)).toContain('Correct the clock');
});
