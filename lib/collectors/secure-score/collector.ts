import { GraphUnavailable } from '../../domain/errors.ts';
import type { Figure, Unit } from '../../domain/figure.ts';
import { plausibleDate } from '../../domain/instant.ts';
import { type Place, waitAndTryAgain } from '../../domain/remedy.ts';
import type { GraphPort } from '../../graph/graph-port.ts';
import type { Collected, Collector } from '../collector.ts';
import { UnreadableObjects } from '../unreadable-objects.ts';
import { comparativeAverages } from './comparative-averages.ts';
import { improvementActions } from './improvement-actions.ts';
import { pointsByCategory } from './points-by-category.ts';
import { datingCaveats, NEWEST_SCORE, newest, oneDecimal, type Score } from './score.ts';
import { readScoredControls, type ScoredControl } from './scored-controls.ts';

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
 * `comparativeAverages[] { basis, averageScore }`, `improvementActions[] { id, name, category, score, maxScore, pointsToGain, url }`
 * (the five with the most points to gain), and `byCategory { Identity: { score, maxScore }, … }`. Titles, maximum points and links
 * of actions are in the control profiles; if these cannot be read, names are Microsoft's ids, and a caveat says why. A fact is
 * null if Graph does not give it. All are null or empty if the tenant has no score yet.
 */
export const secureScore: Collector<'secure-score'> = {
  id: 'secure-score',
  version: '2',
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
    const found = await readNewestScore(graph, now);
    if (!found) return NO_SCORE;
    const { score, missing } = found;
    const { controls, caveats } = await readScoredControls(graph, score.controlScores ?? []);
    const described = describe(score, controls, now);
    return { ...described, missing, caveats: [...described.caveats, ...caveats] };
  },
};

/**
 * Returns the newest score, and sentences about scores that could not be read. Returns undefined if the tenant has no score.
 * Throws GraphUnavailable for a partial answer without a score, because it may leave out a score that the tenant has.
 */
async function readNewestScore(graph: GraphPort, now: number) {
  const unreadable = new UnreadableObjects();
  let partial = false;
  for await (const page of graph.pages(NEWEST_SCORE)) {
    const { objects } = page;
    partial ||= page.partial;
    unreadable.note(page);
    const score = newest(objects, now) ?? objects[0];
    if (score) return { score, missing: unreadable.missing(objects.length, SCORES) };
  }
  if (partial)
    throw new GraphUnavailable('Graph gave a partial answer (206) without a Secure Score', UNANSWERED);
  return undefined;
}

function describe(score: Score, controls: readonly ScoredControl[], now: number) {
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
      improvementActions: improvementActions(controls),
      byCategory: pointsByCategory(controls),
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
    byCategory: {},
  },
  missing: [],
};
