import { describe, expect, test } from '@jest/globals';
import { graphRefusal } from '../../../lib/sandbox/answer.ts';
import { inTurn, page } from '../../support/collector-scenes.ts';
import type { SandboxSetup } from '../../support/signed-in-sandbox.ts';
import { actionsIn, control, NEXT, PATH, profile, read } from './read-profiles.ts';

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
