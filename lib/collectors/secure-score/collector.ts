import { GraphUnavailable } from '../../domain/errors.ts';
import type { Figure, Unit } from '../../domain/figure.ts';
import { plausibleDate } from '../../domain/instant.ts';
import { type Place, waitAndTryAgain } from '../../domain/remedy.ts';
import type { Collected, Collector } from '../collector.ts';
import { UnreadableObjects } from '../unreadable-objects.ts';
import { comparativeAverages } from './comparative-averages.ts';
import { improvementActions } from './improvement-actions.ts';
import { datingCaveats, NEWEST_SCORE, newest, oneDecimal, type Score } from './score.ts';

const SCORES = { one: 'score', many: 'scores' } satisfies Unit;

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
export const secureScore: Collector<'secure-score'> = {
  id: 'secure-score',
  version: '1',
  title: 'Secure Score',
  needs: { permission: 'SecurityEvents.Read.All' },
  skips: ['not-in-this-cloud'],
  absentFrom: ['china'],
  evidenceFor: {
    'iso-27001-2022': ['A.8.8', 'A.5.36'],
    'soc2-2017': ['CC7.1'],
    'nist-csf-2.0': ['ID.RA-01', 'PR.PS-01'],
    'nis2-2022-2555': ['21.2.e', '21.2.f'],
  },
  figures: { headline: PERCENTAGE, breakdown: [] },
  probe: NEWEST_SCORE,
  view: () => import('./view.ts'),
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
