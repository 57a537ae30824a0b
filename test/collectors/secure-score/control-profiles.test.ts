import { describe, expect, test } from '@jest/globals';
import { HOSTILE_NAME } from '../../../lib/collectors/sandbox-source.ts';
import { secureScore } from '../../../lib/collectors/secure-score/collector.ts';
import { graphRefusal, type SandboxAnswer, type SandboxRequest } from '../../../lib/sandbox/answer.ts';
import { inTurn, page } from '../../support/collector-scenes.ts';
import { MemoryVault } from '../../support/memory-log.ts';
import { type SandboxSetup, signedInSandbox } from '../../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/secureScoreControlProfiles';
const NEXT = { '@odata.nextLink': `https://graph.microsoft.com${PATH}?$skiptoken=2` };
const control = (controlName: string | null, score: number, more: object = {}) => ({
  controlName,
  controlCategory: 'Identity',
  score,
  ...more,
});
const profile = (id: string, more: object = {}) => ({
  id,
  title: `Title of ${id}`,
  maxScore: 10,
  actionUrl: `https://entra.microsoft.com/${id}`,
  controlCategory: 'Identity',
  ...more,
});

/** Reads a score with these controls from a tenant with these profiles. */
async function read(controlScores: readonly object[], profiles: readonly object[], setup: SandboxSetup = {}) {
  const score = { createdDateTime: '2026-11-22T00:00:00Z', currentScore: 33, maxScore: 90, controlScores };
  const vault = new MemoryVault();
  const sandbox = await signedInSandbox({
    ...setup,
    vault,
    data: { '/security/secureScores': [score], '/security/secureScoreControlProfiles': profiles },
  });
  const { observation } = await sandbox.read(secureScore);
  return { ...observation, sandbox, vault };
}

const actionsIn = ({ facts }: { facts: object }) =>
  (facts as { improvementActions: Record<string, unknown>[] }).improvementActions;

test('gives titles, maximum points, points to gain and links by the ids of controls', async () => {
  const observation = await read(
    [control('A', 2.5), control('B', 10), control('C', 1)],
    [profile('A'), profile('B'), profile('C', { maxScore: 4.25, title: null }), profile('unused')],
  );
  expect(actionsIn(observation)).toEqual([
    {
      id: 'A',
      name: 'Title of A',
      category: 'Identity',
      score: 2.5,
      maxScore: 10,
      pointsToGain: 7.5,
      url: 'https://entra.microsoft.com/A',
    },
    expect.objectContaining({ id: 'C', name: 'C', maxScore: 4.25, pointsToGain: 3.25 }),
  ]);
  expect(observation).toMatchObject({ complete: true, caveats: [] });
});

test('knows the gain of a control at 0 %', async () => {
  const observation = await read([control('A', 0, { scoreInPercentage: 0 })], [profile('A')]);
  expect(actionsIn(observation)).toMatchObject([{ pointsToGain: 10, maxScore: 10 }]);
});

test('calculates the gain from points and percentage, and gives no maximum, without a profile', async () => {
  const observation = await read([control('A', 2, { scoreInPercentage: 50 })], [profile('a')]);
  expect(actionsIn(observation)).toMatchObject([{ name: 'A', pointsToGain: 2, maxScore: null, url: null }]);
});

test('leaves out deprecated controls, and controls above their maximum', async () => {
  const controls = [control('A', 1), control('B', 1), control('C', 11), control('D', 1)];
  const observation = await read(controls, [
    profile('A', { deprecated: true }),
    profile('B', { deprecated: 'true' }),
    profile('C'),
    profile('D', { deprecated: null }),
  ]);
  expect(actionsIn(observation).map(({ id }) => id)).toEqual(['B', 'D']);
});

test('takes the first of two profiles with one id', async () => {
  const observation = await read([control('A', 1)], [profile('A'), profile('A', { title: 'Second' })]);
  expect(actionsIn(observation)).toMatchObject([{ name: 'Title of A' }]);
});

test('shows only links to Microsoft, and titles as plain text', async () => {
  const observation = await read(
    [control('A', 1), control('B', 2)],
    [
      profile('A', { actionUrl: 'https://entra.microsoft.com.example.com/', title: HOSTILE_NAME }),
      profile('B', { actionUrl: 7, title: ' ' }),
    ],
  );
  const [first, second] = actionsIn(observation);
  expect(first).toMatchObject({ id: 'A', url: null });
  expect(first?.name).toMatch(/^<img src=x onerror=alert\(1\)>=HYPERLINK.*\[31mA+…$/);
  expect([...String(first?.name)]).toHaveLength(256);
  expect(second).toMatchObject({ id: 'B', name: 'B', url: null });
});

test('sums points by category, whose maximum is unknown if the maximum of any control is', async () => {
  const { facts } = await read(
    [
      control('A', 2.5),
      control('B', 0.1),
      control('C', 3, { controlCategory: 'Apps' }),
      control('D', 1, { controlCategory: null }),
      control('E', 4, { controlCategory: '__proto__' }),
      control('F', 1, { controlCategory: null }),
    ],
    [
      profile('A', { maxScore: 7.1 }),
      profile('B', { maxScore: 0.2 }),
      profile('D', { controlCategory: 'Device', maxScore: 5, deprecated: true }),
      profile('E'),
      profile('F', { controlCategory: '' }),
    ],
  );
  expect(facts.byCategory).toEqual({
    Apps: { score: 3, maxScore: null },
    Identity: { score: 2.6, maxScore: 7.3 },
    Device: { score: 1, maxScore: 5 },
    Other: { score: 5, maxScore: 20 },
  });
});

test('names nine categories, and counts the others as Other', async () => {
  const controls = Array.from({ length: 30 }, (_, index) =>
    control(`c${index}`, index, { controlCategory: `Category ${index}` }),
  );
  const { byCategory } = (await read(controls, [])).facts as { byCategory: Record<string, object> };
  expect(Object.keys(byCategory)).toHaveLength(10);
  expect(byCategory['Category 29']).toEqual({ score: 29, maxScore: null });
  expect(byCategory.Other).toEqual({ score: 210, maxScore: null });
});

test('reads 5,000 profiles on all pages, and names both reads in the provenance', async () => {
  const profiles = Array.from({ length: 5_000 }, (_, index) => profile(`c${index}`));
  const observation = await read([control('c4999', 1)], profiles);
  expect(actionsIn(observation)).toMatchObject([{ name: 'Title of c4999' }]);
  const { provenance } = observation;
  expect(provenance).toMatchObject({ pages: 6, items: 5_001, requests: 6, answersKept: true });
  expect(provenance.answers.map(({ path }) => path)).toEqual([
    '/v1.0/security/secureScores',
    ...Array(5).fill(PATH),
  ]);
  expect(provenance.endpoint).toContain('/security/secureScores?');
});

test('does not ask for profiles if the score has no named control', async () => {
  for (const controls of [[], [control(null, 1)], [7]] as object[][]) {
    const { sandbox } = await read(controls, [profile('A')]);
    expect(sandbox.graphRequests()).toHaveLength(1);
  }
});

const unselected = ({ url }: SandboxRequest): SandboxAnswer | undefined =>
  url.pathname === PATH
    ? page([
        profile('A', {
          controlStateUpdates: [{ assignedTo: 'eva@lindqvist.example', comment: 'Eva ] "said" so' }],
        }),
        profile('B', { controlStateUpdates: [] }),
      ])
    : undefined;

test.each([
  ['ignores', unselected, 2],
  [
    'refuses',
    (request: SandboxRequest) =>
      request.url.searchParams.has('$select') ? graphRefusal(400, 'BadRequest', 'No') : unselected(request),
    3,
  ],
])('keeps the answers without the names of persons if Graph %s $select', async (_, interfere, requests) => {
  const observation = await read([control('A', 1)], [], { interfere });
  expect(actionsIn(observation)).toMatchObject([{ name: 'Title of A' }]);
  expect(observation.provenance).toMatchObject({
    answersKept: true,
    requests,
    withheld: ['controlStateUpdates'],
  });
  const kept = [...observation.vault.values()].join('');
  expect(kept).toContain('Title of A');
  expect(kept).not.toMatch(/eva|lindqvist/i);
});

describe('profiles that cannot be read', () => {
  const WORDS = 'Microsoft cannot say it today.';
  const AS_BEFORE = [
    {
      id: 'A',
      name: 'A',
      category: 'Identity',
      score: 2,
      maxScore: null,
      pointsToGain: 2,
      url: null,
    },
  ];
  const failed = (interfere: SandboxSetup['interfere'], setup: SandboxSetup = {}) =>
    read([control('A', 2, { scoreInPercentage: 50 })], [], { ...setup, interfere });

  test.each([
    ['are forbidden', graphRefusal(403, 'Forbidden', WORDS)],
    ['are unknown', graphRefusal(400, 'BadRequest', WORDS)],
    ['fail in each try', graphRefusal(503, 'ServiceUnavailable', WORDS)],
    ['are throttled in each try', graphRefusal(429, 'TooManyRequests', WORDS)],
  ])('leave the ids, and a caveat with Microsoft’s words, if they %s', async (_, answer) => {
    const observation = await failed(inTurn(PATH, answer));
    expect(actionsIn(observation)).toEqual(AS_BEFORE);
    expect(observation).toMatchObject({ complete: true, missing: [] });
    expect(observation.caveats).toEqual([
      expect.stringMatching(
        new RegExp(`^Titles, maximum points and links of improvement actions were not read: .*${WORDS}`),
      ),
    ]);
    expect(observation.facts.byCategory).toEqual({ Identity: { score: 2, maxScore: null } });
  });

  test.each([
    ['is not JSON', { status: 200, body: '<html>' }],
    ['has no list', { status: 200, body: {} }],
    ['has only unreadable profiles', page([null, 7])],
    ['links to another host', page([profile('A')], { '@odata.nextLink': 'https://example.com/' })],
    ['has more profiles than fit into memory', page(Array(5_001).fill(profile('A')))],
  ])('leave the ids and a caveat if their answer %s', async (_, answer) => {
    const observation = await failed(inTurn(PATH, answer));
    expect(actionsIn(observation)).toEqual(AS_BEFORE);
    expect(observation.complete).toBe(true);
    expect(observation.caveats).toEqual([expect.stringMatching(/ were not read: ./)]);
  });

  test('leave the ids and a caveat if time runs out', async () => {
    const observation = await failed(inTurn(PATH, graphRefusal(503, 'Busy', WORDS)), { timeLeft: 3_000 });
    expect(actionsIn(observation)).toEqual(AS_BEFORE);
    expect(observation.caveats).toEqual([expect.stringMatching(/ were not read: ./)]);
  });

  test('keep the titles of the pages before a failure', async () => {
    const interfere = inTurn(PATH, page([profile('A')], NEXT), graphRefusal(400, 'BadRequest', WORDS));
    const observation = await failed(interfere);
    expect(actionsIn(observation)).toMatchObject([{ name: 'Title of A' }]);
    expect(observation.caveats).toEqual([expect.stringMatching(/^Some titles, .*not read: .*BadRequest/)]);
  });

  test('make a caveat of a partial answer, and the evidence is complete', async () => {
    const headers = { warning: '199 - "Microsoft/SecureScore/504/10000"' };
    const observation = await failed(inTurn(PATH, { ...page([profile('B')]), status: 206, headers }));
    expect(actionsIn(observation)).toEqual(AS_BEFORE);
    expect(observation).toMatchObject({ complete: true, missing: [] });
    expect(observation.caveats).toEqual([
      'Titles, maximum points or links of improvement actions may be missing: Graph gave a partial answer (206): 199 - "Microsoft/SecureScore/504/10000"',
    ]);
  });

  test('make a caveat of unreadable profiles and of an error next to them', async () => {
    const answer = page([profile('A'), { id: ' ' }], { error: { code: 'Timeout', message: WORDS } });
    const observation = await failed(inTurn(PATH, answer));
    expect(actionsIn(observation)).toMatchObject([{ name: 'Title of A' }]);
    expect(observation).toMatchObject({ complete: true, missing: [] });
    expect(observation.caveats).toEqual([
      expect.stringMatching(/may be missing: 1 of 2 profiles could not be read/),
      expect.stringMatching(new RegExp(`may be missing: Graph reported an error .*${WORDS}`)),
    ]);
  });
});
