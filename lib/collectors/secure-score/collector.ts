import * as z from 'zod/mini';
import { GraphUnavailable } from '../../domain/errors.ts';
import type { Figure, Unit } from '../../domain/figure.ts';
import { given } from '../../domain/given.ts';
import { Instant, plausibleDate } from '../../domain/instant.ts';
import { type Place, waitAndTryAgain } from '../../domain/remedy.ts';
import { HOUR } from '../../domain/time.ts';
import type { GraphQuery } from '../../graph/graph-port.ts';
import type { Collected, Collector } from '../collector.ts';
import { UnreadableObjects } from '../unreadable-objects.ts';
import { comparativeAverages } from './comparative-averages.ts';
import { hundredths, oneDecimal } from './decimals.ts';
import { improvementActions } from './improvement-actions.ts';

/** Rounded to hundredths, the finest unit of scores, and at most a billion, because the register does not hold arbitrary numbers. */
const Points = z.pipe(z.number().check(z.gte(0), z.lte(1e9)), z.transform(hundredths));
const Users = given(Points);
const Elements = given(z.array(z.unknown()));

/** A score without usable points cannot be read; all other fields are optional. */
const Score = z.object({
  createdDateTime: given(Instant),
  currentScore: Points,
  maxScore: Points,
  licensedUserCount: Users,
  activeUserCount: Users,
  averageComparativeScores: Elements,
  controlScores: Elements,
});
type Score = z.infer<typeof Score>;

/**
 * Graph keeps one score a day for 90 days and returns the newest first, so one object is enough.
 * https://learn.microsoft.com/graph/api/security-list-securescores
 */
const NEWEST_SCORE: GraphQuery<Score> = {
  path: '/security/secureScores',
  options: { $top: '1' },
  object: Score,
  oneByOne: true,
};

const SCORES = { one: 'score', many: 'scores' } satisfies Unit;

const STALE_AFTER = 48 * HOUR;
/** Milliseconds by which a current score may be dated later than this machine's clock. */
const AHEAD_AT_MOST = HOUR;

const PERCENTAGE: Figure = {
  fact: 'percentage',
  label: 'Secure Score',
  unit: '%',
  metric: 'SecureScorePercentage',
};

/**
 * Facts: `percentage` (one decimal), `currentScore` of `maxScore` (points), `scoreDate` (the score's day), `stale`
 * (false only if the score is certainly at most 48 hours old), `licensedUsers`, `activeUsers`,
 * `comparativeAverages[] { basis, averageScore }`, `improvementActions[]`. A fact is null if Graph does not give it. All
 * are null or empty if the tenant has no score yet.
 */
export const secureScore: Collector = {
  id: 'secure-score',
  version: '1',
  title: 'Secure Score',
  needs: { permission: 'SecurityEvents.Read.All' },
  skips: ['not-in-this-cloud'],
  absentFrom: ['china'],
  evidenceFor: { 'iso-27001-2022': ['A.8.8', 'A.5.36'], 'soc2-2017': ['CC7.1'] },
  figures: { headline: PERCENTAGE, breakdown: [] },
  probe: NEWEST_SCORE,
  sandbox: () => import('./sandbox.ts'),
  async collect(graph, { now }) {
    const unreadable = new UnreadableObjects();
    let partial = false;
    for await (const page of graph.pages(NEWEST_SCORE)) {
      const { objects } = page;
      partial ||= page.partial;
      unreadable.note(page);
      const score = newest(objects, now) ?? objects[0];
      if (!score) continue;
      return { ...describe(score, now), missing: unreadable.missing(objects.length, SCORES) };
    }
    // A partial answer may leave out a score that the tenant has.
    if (partial)
      throw new GraphUnavailable('Graph gave a partial answer (206) without a Secure Score', UNANSWERED);
    return NO_SCORE;
  },
};

/** Returns the newest score with a plausible date; undefined if no date is plausible. */
function newest(scores: readonly Score[], now: number): Score | undefined {
  const dated = scores.flatMap((score) => {
    const date = plausibleDate(score.createdDateTime, now);
    return date ? [{ score, date }] : [];
  });
  return dated.toSorted((a, b) => b.date.localeCompare(a.date))[0]?.score;
}

function describe(score: Score, now: number): Omit<Collected, 'missing'> {
  const { currentScore, maxScore } = score;
  const scoreDate = plausibleDate(score.createdDateTime, now)?.slice(0, 10) ?? null;
  const caveats = datingCaveats(score, now);
  const percentage =
    currentScore <= maxScore && maxScore > 0 ? oneDecimal((currentScore / maxScore) * 100) : null;
  const share = percentage === null ? 'no percentage' : `${percentage} %`;
  return {
    summary: `Secure Score is ${share} (${oneDecimal(currentScore)} of ${oneDecimal(maxScore)} points), as of ${scoreDate ?? 'an unknown day'}.`,
    facts: {
      percentage,
      currentScore,
      maxScore,
      scoreDate,
      stale: caveats.length > 0,
      licensedUsers: score.licensedUserCount ?? null,
      activeUsers: score.activeUserCount ?? null,
      comparativeAverages: comparativeAverages(score.averageComparativeScores ?? []),
      improvementActions: improvementActions(score.controlScores ?? []),
    },
    caveats,
  };
}

/** Returns why the score may be older than 48 hours, or not the current one; empty if it is certainly recent. */
function datingCaveats({ createdDateTime: date }: Score, now: number): string[] {
  if (date === undefined) return ['Graph gives the score no usable date, so it may be an old one'];
  const age = now - Date.parse(date);
  if (age < -AHEAD_AT_MOST)
    return [`Graph dates the score ${date.slice(0, 10)}, in the future, so it may not be the current one`];
  if (plausibleDate(date, now) === null)
    return [`Graph dates the score ${date.slice(0, 10)}, which is not a plausible date`];
  return age > STALE_AFTER ? ['The score was older than 48 hours when it was read'] : [];
}

const UNANSWERED = {
  code: '206',
  status: 206,
  graph: { status: 206, code: null, message: null, requestId: null },
  remedy: (place: Place) => `${waitAndTryAgain(place)}: the Secure Score service did not answer.`,
};

const NO_SCORE: Collected = {
  summary: 'Microsoft has computed no Secure Score for this tenant yet.',
  facts: {
    percentage: null,
    currentScore: null,
    maxScore: null,
    scoreDate: null,
    stale: null,
    licensedUsers: null,
    activeUsers: null,
    comparativeAverages: [],
    improvementActions: [],
  },
  missing: [],
};
