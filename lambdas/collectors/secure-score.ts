import * as z from 'zod/mini';
import { GraphUnavailable } from '../domain/errors.ts';
import type { Figure } from '../domain/figure.ts';
import { Instant } from '../domain/instant.ts';
import { plainText } from '../domain/plain-text.ts';
import { HOUR } from '../domain/time.ts';
import type { GraphQuery } from '../graph/graph-port.ts';
import type { Collected, Collector } from './collector.ts';
import { hundredths } from './hundredths.ts';
import { improvementActions } from './improvement-actions.ts';

/** Rounded to hundredths, which no score and no number of users has more of: the register takes no number of any size. */
const Points = z.pipe(z.number().check(z.gte(0), z.lte(1e9)), z.transform(hundredths));
const Users = z.nullish(Points);

const Score = z.object({
  createdDateTime: Instant,
  currentScore: Points,
  maxScore: Points,
  licensedUserCount: Users,
  activeUserCount: Users,
  averageComparativeScores: z.nullish(
    z.array(z.object({ basis: z.string(), averageScore: z.nullish(z.number().check(z.lte(1e9))) })),
  ),
  controlScores: z.nullish(z.array(z.looseObject({}))),
});
type Score = z.infer<typeof Score>;

/**
 * Graph keeps 90 days, one score a day, the newest first: one object is the current score.
 * https://learn.microsoft.com/graph/api/security-list-securescores
 */
const NEWEST_SCORE: GraphQuery<Score> = {
  path: '/security/secureScores',
  options: { $top: '1' },
  object: Score,
  oneByOne: true,
};

const STALE_AFTER = 48 * HOUR;

const PERCENTAGE: Figure = {
  fact: 'percentage',
  label: 'Secure Score',
  unit: '%',
  metric: 'SecureScorePercentage',
};

/**
 * Facts: `percentage` (one decimal), `currentScore` of `maxScore` (points), `scoreDate` (the day it is of),
 * `stale` (older than 48 hours), `licensedUsers`, `activeUsers`, `comparativeAverages[] { basis, averageScore }`,
 * `improvementActions[]`. All null or empty where the tenant has no score yet.
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
  async collect(graph, { now }) {
    let partial = false;
    for await (const page of graph.pages(NEWEST_SCORE)) {
      partial ||= page.partial;
      const { objects } = page;
      const newest = objects.toSorted((a, b) => b.createdDateTime.localeCompare(a.createdDateTime))[0];
      if (newest) return factsOf(newest, now);
    }
    // Who gave only part of an answer has not said that there is no score.
    if (partial)
      throw new GraphUnavailable('Graph gave a partial answer (206) without a Secure Score', UNANSWERED);
    return NO_SCORE;
  },
};

function factsOf(score: Score, now: number): Collected {
  const { currentScore, maxScore } = score;
  const percentage =
    currentScore <= maxScore && maxScore > 0 ? oneDecimal((currentScore / maxScore) * 100) : null;
  const scoreDate = score.createdDateTime.slice(0, 10);
  const stale = now - Date.parse(score.createdDateTime) > STALE_AFTER;
  const share = percentage === null ? 'no percentage' : `${percentage} %`;
  return {
    summary: `Secure Score is ${share} (${oneDecimal(currentScore)} of ${oneDecimal(maxScore)} points), as of ${scoreDate}${stale ? ', which is older than 48 hours' : ''}.`,
    facts: {
      percentage,
      currentScore,
      maxScore,
      scoreDate,
      stale,
      licensedUsers: score.licensedUserCount ?? null,
      activeUsers: score.activeUserCount ?? null,
      comparativeAverages: comparativeAverages(score),
      improvementActions: improvementActions(score.controlScores ?? []),
    },
    missing: [],
  };
}

const UNANSWERED = {
  code: '206',
  remedy: 'Wait for the next sync, or run one later: the Secure Score service did not answer.',
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

/** A negative average stands for one that Microsoft has not computed. */
function comparativeAverages({ averageComparativeScores }: Score) {
  return (averageComparativeScores ?? [])
    .flatMap(({ basis, averageScore }) =>
      typeof averageScore === 'number' && averageScore >= 0
        ? [{ basis: plainText(basis), averageScore: oneDecimal(averageScore) }]
        : [],
    )
    .slice(0, 10);
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
