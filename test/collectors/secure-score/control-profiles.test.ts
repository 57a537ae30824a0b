import { expect, test } from '@jest/globals';
import { HOSTILE_NAME } from '../../../lib/collectors/sandbox-source.ts';
import { graphRefusal, type SandboxAnswer, type SandboxRequest } from '../../../lib/sandbox/answer.ts';
import { page } from '../../support/collector-scenes.ts';
import { actionsIn, control, PATH, profile, read } from './read-profiles.ts';

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
