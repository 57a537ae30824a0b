import { beforeAll, describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import type { DayDone } from '../../lib/deployment/on-laptop/sandbox-history.ts';
import { figureIn } from '../../lib/domain/figure.ts';
import { outcomesOf, syncSandbox } from '../support/local-sync.ts';
import { daysBefore, readStory, record, type Story } from '../support/sandbox-history.ts';

let days: DayDone[];
let story: Story;

// Ninety days are recorded once, after a sync of today, for all tests that only read them.
beforeAll(async () => {
  const today = await syncSandbox('healthy');
  days = await record(today, today.connection, { days: 90 });
  story = await readStory(today.reader, today.connection);
}, 120_000);

/** Returns one number of a collector's facts for the days on which it was read, oldest first. */
function course(collector: string, fact: string): (number | null)[] {
  return story.flatMap(({ facts }) => (facts[collector] ? [figureIn(facts[collector], { fact })] : []));
}

interface PolicyFact {
  name: string;
  state: string;
}

const ALL_COLLECTED = COLLECTORS.map(({ id }) => `${id} collected`).join(', ');
const without = (collector: string, outcome: string) =>
  ALL_COLLECTED.replace(`${collector} collected`, `${collector} ${outcome}`);

/** The days on which a sync ended differently from most days, and how it ended. */
const OTHERWISE: readonly [on: readonly string[], ending: string][] = [
  [daysBefore(90, 76), `complete: ${without('risky-users', 'skipped license-missing')}`],
  [daysBefore(55, 54), 'rejected AADSTS7000222: '],
  [
    [...daysBefore(44), ...daysBefore(17)],
    `incomplete: ${without('security-alerts', 'failed GraphUnavailable')}`,
  ],
];

describe('a history of ninety days', () => {
  test('has a sync for every day before today, except three on which the laptop was off', () => {
    const off = daysBefore(26, 24);
    expect(story.map(({ day }) => day)).toEqual(daysBefore(90, 0).filter((day) => !off.includes(day)));
    expect(days.map(({ date }) => date)).toEqual(daysBefore(90, 1));
    expect(days.filter(({ sync }) => sync === 'none').map(({ date }) => date)).toEqual(off);
  });

  test('has only dates and times of its days: a few minutes after five, and the score of the day before', () => {
    for (const { day, run, evidence, facts } of story.slice(0, -1)) {
      const read = evidence.flatMap(({ collectedAt, provenance }) => [
        collectedAt,
        ...provenance.answers.map(({ date }) => date),
      ]);
      const times = [run.startedAt, ...read, run.endedAt];
      expect(new Set(times.map((time) => time?.slice(0, 15)))).toEqual(new Set([`${day}T05:0`]));
      expect(run.execution).toBe(`local:sandbox-${day}`);
      const scoreDate = facts['secure-score']?.scoreDate;
      if (scoreDate) expect(scoreDate).toBe(daysBefore(91, 1)[daysBefore(90, 0).indexOf(day)]);
    }
  });

  test('has a reason for each sync that was not complete', () => {
    for (const { day, run } of story) {
      const outcomes = Object.entries(outcomesOf(run)).map((outcome) => outcome.join(' '));
      const ending = [run.status, run.error?.code].filter(Boolean).join(' ');
      const expected = OTHERWISE.find(([on]) => on.includes(day))?.[1] ?? `complete: ${ALL_COLLECTED}`;
      expect(`${day} ${ending}: ${outcomes.join(', ')}`).toBe(`${day} ${expected}`);
    }
  });

  test('has one partial answer, recorded as partial', () => {
    const partial = story.flatMap(({ day, evidence }) =>
      evidence.filter(({ complete }) => !complete).map(({ collector }) => [day, collector]),
    );
    expect(partial).toEqual(daysBefore(10).map((day) => [day, 'secure-score']));
  });

  test('has no evidence of sources that were not read, so that no gap looks like zero', () => {
    for (const { run, evidence } of story) {
      const collected = run.outcomes.filter(({ outcome }) => outcome === 'collected');
      expect(evidence.map(({ collector }) => collector)).toEqual(collected.map(({ collector }) => collector));
    }
  });

  test('knows the expiry date of the client secret from the day on which it was renewed', () => {
    const signedIn = story.filter(({ run }) => run.status !== 'rejected');
    const renewed = signedIn.findIndex(({ day }) => day === daysBefore(53)[0]);
    const ends = signedIn.map(({ run }) => run.clientSecretExpires);
    expect(new Set(ends.slice(0, renewed))).toEqual(new Set([null]));
    expect(new Set(ends.slice(renewed))).toEqual(new Set(['2027-03-30']));
  });
});

describe('in those ninety days', () => {
  test('the Secure Score climbs from 48 to 62 per cent by steps, and falls once', () => {
    const percentages = course('secure-score', 'percentage') as number[];
    expect([percentages.at(0), percentages.at(-1)]).toEqual([48.1, 62.4]);
    const steps = percentages.slice(1).map((percentage, index) => percentage - (percentages[index] ?? 0));
    expect(steps.filter((step) => step < 0)).toHaveLength(1);
    expect(steps.filter((step) => step > 0).length).toBeGreaterThan(10);
    expect(steps.filter((step) => step === 0).length).toBeGreaterThan(50);
  });

  test('it falls because the maximum rises, not because points were lost', () => {
    const points = course('secure-score', 'currentScore') as number[];
    expect(points).toEqual(points.toSorted((a, b) => a - b));
    expect(new Set(course('secure-score', 'maxScore'))).toEqual(new Set([627, 661]));
  });

  test('unresolved alerts of every severity rise and fall, with a peak in the middle', () => {
    const unresolved = course('security-alerts', 'unresolved') as number[];
    const most = unresolved.indexOf(Math.max(...unresolved)) / unresolved.length;
    expect([Math.min(...unresolved), Math.max(...unresolved)]).toEqual([7, 33]);
    expect(most).toBeGreaterThan(0.4);
    expect(most).toBeLessThan(0.6);
    for (const severity of ['high', 'medium', 'low', 'informational']) {
      expect(new Set(course('security-alerts', `bySeverity.${severity}`)).size).toBeGreaterThan(2);
    }
  });

  test('there are between zero and seven risky users', () => {
    const atRisk = course('risky-users', 'atRisk') as number[];
    expect([Math.min(...atRisk), Math.max(...atRisk)]).toEqual([0, 7]);
  });

  test('policies begin report-only; some are enabled later, and one trial is given up', () => {
    const states = new Map<string, Set<string>>();
    for (const { facts } of story) {
      for (const { name, state } of (facts['conditional-access']?.policies ?? []) as PolicyFact[]) {
        states.set(name, (states.get(name) ?? new Set()).add(state));
      }
    }
    expect(Object.fromEntries([...states].map(([name, in_]) => [name, [...in_].join(', ')]))).toEqual({
      'Block legacy authentication': 'enabled',
      'Require multifactor authentication for administrators': 'reportOnly, enabled',
      'Require multifactor authentication for all users': 'reportOnly, enabled',
      'Require compliant devices for finance': 'reportOnly, enabled',
      'Block sign-in from unexpected countries': 'reportOnly',
      'Require password change for risky users': 'reportOnly',
      'Trial: session lifetime of four hours': 'reportOnly, enabled, disabled',
    });
  });

  test('safeguards come one by one, exclusions come and go, and two safeguards are always missing', () => {
    const enabled = (safeguard: string) =>
      course('conditional-access', `safeguards.${safeguard}.enabled`).filter((n, i, all) => n !== all[i - 1]);
    expect(enabled('legacyAuthenticationBlocked')).toEqual([1]);
    expect(enabled('mfaForAdministrators')).toEqual([0, 1, 2]);
    expect(enabled('mfaForAllUsers')).toEqual([0, 1]);
    expect(enabled('riskyUsersChallenged')).toEqual([0]);
    expect(course('conditional-access', 'safeguards.riskyUsersChallenged.reportOnly').at(-1)).toBe(1);
    expect(enabled('riskySignInsChallenged')).toEqual([0]);
    expect(enabled('compliantDeviceRequired')).toEqual([0]);
    const groups = course('conditional-access', 'excludedPrincipals.groups');
    expect([groups.at(0), Math.min(...(groups as number[])), groups.at(-1)]).toEqual([1, 0, 1]);
    expect(course('conditional-access', 'excludedPrincipals.users').at(-1)).toBe(3);
  });

  test('the last day continues into today without a jump', () => {
    const [yesterday, now] = story.slice(-2).map(({ facts }) => facts);
    expect(yesterday).toMatchObject({
      'secure-score': { percentage: 62, maxScore: 661 },
      'security-alerts': { unresolved: 10, resolved: 13 },
      'risky-users': { atRisk: 3, lowLevel: 1 },
    });
    expect(now).toMatchObject({
      'secure-score': { percentage: 62.4, maxScore: 661 },
      'security-alerts': { unresolved: 11, resolved: 13 },
      'risky-users': { atRisk: 3, lowLevel: 1 },
    });
    expect(now?.['conditional-access']?.policies).toEqual(yesterday?.['conditional-access']?.policies);
  });
});
