import { expect, test } from '@jest/globals';
import { IDENTITY_LANE, LONG_IDENTITY_LANE } from '../../lib/collectors/identity-lane.ts';
import { AnswerLog } from '../../lib/graph/answer-log.ts';
import { GraphRequests } from '../../lib/graph/graph-requests.ts';
import { CredentialGuard } from '../../lib/http/credentials/credential-guard.ts';
import type { HttpTransport } from '../../lib/http/http-transport.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';

/** Simulates a service that allows one request a second in total, and answers after 80 ms. */
function laneOn(clock: SimulatedClock): HttpTransport {
  let freeAt = 0;
  return {
    async send() {
      const taken = clock.now() < freeAt;
      if (!taken) freeAt = clock.now() + 1_000;
      await clock.sleep(80);
      return { status: taken ? 429 : 200, headers: {}, body: Buffer.from('{"value":[]}') };
    },
    close() {},
  };
}

/** Returns a small pseudo-random generator with a seed, so that the test is repeatable. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

async function readPages(
  count: number,
  clock: SimulatedClock,
  transport: HttpTransport,
  random: () => number,
  lane = IDENTITY_LANE,
) {
  const source = { permission: 'P', ...lane };
  const conditions = {
    token: 'token',
    guard: new CredentialGuard({}),
    source,
    deadline: 600_000,
    transport,
    clock,
    random,
    onProgress: () => {},
  };
  const requests = new GraphRequests(conditions, new AnswerLog(conditions.guard));
  const { signal } = new AbortController();
  let answered = 0;
  for (; answered < count; answered++) {
    await requests.get(new URL('https://graph.microsoft.com/x'), {}, signal).next();
  }
  return answered;
}

test.each([
  [1, 1],
  [6, 1],
  [20, 1],
  [20, 20],
])('reads %i pages and %i pages with one request a second in total, for each seed', async (one, other) => {
  for (let seed = 1; seed <= 50; seed++) {
    const clock = new SimulatedClock();
    const [lane, random] = [laneOn(clock), dice(seed)];
    const read = Promise.all([one, other].map((count) => readPages(count, clock, lane, random)));
    expect(await clock.until(read)).toEqual([one, other]);
  }
});

test.each([1, 6, 20])(
  'reads 300 pages of risky users and %i of policies in ten minutes',
  async (policies) => {
    for (let seed = 1; seed <= 20; seed++) {
      const clock = new SimulatedClock();
      const [lane, random] = [laneOn(clock), dice(seed)];
      const read = Promise.all([
        readPages(300, clock, lane, random, LONG_IDENTITY_LANE),
        readPages(policies, clock, lane, random),
      ]);
      expect(await clock.until(read)).toEqual([300, policies]);
    }
  },
);
