import { expect, test } from '@jest/globals';
import { secureScore } from '../../../lib/collectors/secure-score/collector.ts';
import { inTurn, page } from '../../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../../support/signed-in-sandbox.ts';

async function factsOf(score: object) {
  const { read } = await signedInSandbox({ data: { '/security/secureScores': [score] } });
  return (await read(secureScore)).observation;
}

const SCORE = { createdDateTime: '2026-11-22T00:00:00Z', currentScore: 33.333, maxScore: 90 };

test('returns the percentage with one decimal, the points and the day', async () => {
  const { facts, summary } = await factsOf(SCORE);
  expect(facts).toMatchObject({
    percentage: 37,
    currentScore: 33.33,
    maxScore: 90,
    scoreDate: '2026-11-22',
  });
  expect(summary).toBe('Secure Score is 37 % (33.3 of 90 points), as of 2026-11-22.');
});

test('is stale after 48 hours', async () => {
  const at = (createdDateTime: string) => factsOf({ ...SCORE, createdDateTime });
  expect((await at('2026-11-21T12:00:01Z')).facts.stale).toBe(false);
  expect((await at('2026-11-21T11:59:00Z')).facts.stale).toBe(true);
});

test('has no percentage if the maximum is 0', async () => {
  const { facts } = await factsOf({ ...SCORE, currentScore: 0, maxScore: 0 });
  expect(facts.percentage).toBeNull();
});

test('reports a missing score, which is not a score of zero', async () => {
  const { read } = await signedInSandbox({ variant: 'empty' });
  const { facts, summary } = (await read(secureScore)).observation;
  expect(facts).toMatchObject({ percentage: null, currentScore: null, scoreDate: null });
  expect(summary).toContain('no Secure Score');
});

test('asks only for one page of scores, although Graph links to older days', async () => {
  const { read, graphRequests } = await signedInSandbox();
  await read(secureScore);
  expect(graphRequests()).toEqual([
    'GET /v1.0/security/secureScores?$top=1',
    expect.stringMatching(
      /^GET \/v1\.0\/security\/secureScoreControlProfiles\?\$select=id%2Ctitle%2CmaxScore/,
    ),
  ]);
});

test('leaves out averages that Microsoft has not computed', async () => {
  const { facts } = await factsOf({
    ...SCORE,
    averageComparativeScores: [
      { basis: 'AllTenants', averageScore: 41.26 },
      { basis: 'IndustryTypes', averageScore: -1 },
      { basis: 'TotalSeats', averageScore: null },
    ],
  });
  expect(facts.comparativeAverages).toEqual([{ basis: 'AllTenants', averageScore: 41.3 }]);
});

test('names the five actions with the most to gain, those with an unknown gain last', async () => {
  const control = (controlName: string, score: number, scoreInPercentage: number) => ({
    controlName,
    score,
    scoreInPercentage,
  });
  const { facts } = await factsOf({
    ...SCORE,
    controlScores: [
      control('done', 10, 100),
      control('half of ten', 5, 50),
      control('not begun', 0, 0),
      control('a tenth of twenty', 2, 10),
      control('three quarters of four', 3, 75),
      control('half of two', 1, 50),
      { controlName: 'says nothing', score: 3 },
    ],
  });
  expect(facts.improvementActions).toEqual([
    expect.objectContaining({ name: 'a tenth of twenty', pointsToGain: 18 }),
    expect.objectContaining({ name: 'half of ten', pointsToGain: 5 }),
    expect.objectContaining({ name: 'three quarters of four', pointsToGain: 1 }),
    expect.objectContaining({ name: 'half of two', pointsToGain: 1 }),
    expect.objectContaining({ name: 'not begun', pointsToGain: null }),
  ]);
});

test.each([
  { currentScore: 1e-200, maxScore: 5e-324 },
  { currentScore: 1e9, maxScore: 1e-12 },
  { controlScores: [{ controlName: 'a', score: 1e9, scoreInPercentage: 1e-16 }] },
])('returns only numbers that the register accepts for %j', async (odd) => {
  const { facts, summary } = await factsOf({ ...SCORE, ...odd });
  const numbers = JSON.stringify(facts).match(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi) ?? [];
  for (const number of numbers.map(Number)) expect(Math.abs(number)).toBeLessThanOrEqual(1e9);
  expect(JSON.stringify(facts)).not.toMatch(/\de-/);
  expect(summary).not.toMatch(/Infinity|NaN|\d{11}/);
});

test('fails if a partial answer holds no score, because the tenant may have one', async () => {
  const { read } = await signedInSandbox({
    interfere: inTurn('/v1.0/security/secureScores', { ...page([]), status: 206 }),
  });
  expect((await rejection(read(secureScore))).name).toBe('GraphUnavailable');
});

test('rounds numbers that the register would refuse', async () => {
  const { facts } = await factsOf({ ...SCORE, licensedUserCount: 1e-200, activeUserCount: 12.3456789 });
  expect(facts).toMatchObject({ licensedUsers: 0, activeUsers: 12.35 });
});

test.each([{ currentScore: -1 }, { maxScore: 1e300 }, { currentScore: '40' }])(
  'fails for the number in %j',
  async (wrong) => {
    const { read } = await signedInSandbox({ data: { '/security/secureScores': [{ ...SCORE, ...wrong }] } });
    expect((await rejection(read(secureScore))).name).toBe('GraphAnswerMalformed');
  },
);

test.each([
  { averageComparativeScores: [{ basis: 'AllTenants', averageScore: 'NaN' }] },
  { averageComparativeScores: [{ basis: 'AllTenants', averageScore: '62.5' }] },
  { averageComparativeScores: [{ basis: 'AllTenants', averageScore: null }, null, 7, 'x'] },
  { averageComparativeScores: {} },
  { averageComparativeScores: null },
  { activeUserCount: -1, licensedUserCount: '12' },
  { activeUserCount: null, licensedUserCount: {} },
  { controlScores: 'none' },
  { controlScores: [null, 7, {}, { controlName: 'a', score: 'much' }] },
])('treats %j as missing', async (odd) => {
  const { facts, complete } = await factsOf({ ...SCORE, ...odd });
  expect(complete).toBe(true);
  expect(facts).toMatchObject({
    percentage: 37,
    licensedUsers: null,
    activeUsers: null,
    comparativeAverages: [],
    improvementActions: [],
  });
});

test.each([null, ' ', '\u3164', 7])('keeps an average if its basis is %j', async (basis) => {
  const { facts } = await factsOf({ ...SCORE, averageComparativeScores: [{ basis, averageScore: 41 }] });
  expect(facts.comparativeAverages).toEqual([{ basis: 'Unnamed basis', averageScore: 41 }]);
});

test('keeps a control whose name and category are invisible', async () => {
  const controlScores = [
    { controlName: '\u200b', controlCategory: '\u2800', score: 5, scoreInPercentage: 50 },
  ];
  expect((await factsOf({ ...SCORE, controlScores })).facts.improvementActions).toEqual([
    {
      id: null,
      name: 'Unnamed control',
      category: null,
      score: 5,
      maxScore: null,
      pointsToGain: 5,
      url: null,
    },
  ]);
});

test('reads a date without seconds', async () => {
  const { facts, caveats } = await factsOf({ ...SCORE, createdDateTime: '2026-11-23T10:00Z' });
  expect(facts).toMatchObject({ scoreDate: '2026-11-23', stale: false });
  expect(caveats).toEqual([]);
});

test.each([
  ['', 'no usable date'],
  [null, 'no usable date'],
  [20261122, 'no usable date'],
  ['0001-01-01T00:00:00Z', 'is not a plausible date'],
  ['2027-01-01T00:00:00Z', 'in the future'],
  ['9999-12-31T23:59:59Z', 'in the future'],
])('does not treat a score with the date %j as current', async (createdDateTime, why) => {
  const { facts, caveats, complete, summary } = await factsOf({ ...SCORE, createdDateTime });
  expect(complete).toBe(true);
  expect(facts).toMatchObject({ percentage: 37, scoreDate: null, stale: true });
  expect(caveats).toEqual([expect.stringContaining(why)]);
  expect(summary).toMatch(/as of an unknown day\.$/);
});

test('does not treat a score of tomorrow as current', async () => {
  const { facts, caveats } = await factsOf({ ...SCORE, createdDateTime: '2026-11-24T00:00:00Z' });
  expect(facts).toMatchObject({ scoreDate: '2026-11-24', stale: true });
  expect(caveats).toEqual([expect.stringContaining('in the future')]);
});

test('adds the caveat that a score is older than 48 hours', async () => {
  const { caveats } = await factsOf({ ...SCORE, createdDateTime: '2026-11-20T00:00:00Z' });
  expect(caveats).toEqual(['The score was older than 48 hours when it was read']);
});

test('uses the newest score with a plausible date from a page in any order', async () => {
  const scores = [
    { ...SCORE, createdDateTime: '2026-11-21T00:00:00Z', currentScore: 1 },
    { ...SCORE, createdDateTime: '2031-01-01T00:00:00Z', currentScore: 2 },
    { ...SCORE, createdDateTime: '2026-11-23T00:00:00Z', currentScore: 3 },
    { ...SCORE, currentScore: null },
  ];
  const { read } = await signedInSandbox({
    interfere: inTurn('/v1.0/security/secureScores', page(scores, { '@odata.count': 90 })),
  });
  const { facts, complete, missing } = (await read(secureScore)).observation;
  expect(facts).toMatchObject({ currentScore: 3, scoreDate: '2026-11-23', stale: false });
  expect({ complete, missing }).toEqual({
    complete: false,
    missing: [expect.stringMatching(/^1 of 4 scores could not be read \(index 3 /)],
  });
});
