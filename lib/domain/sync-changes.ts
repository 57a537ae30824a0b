import { figureChange, readingChange, thresholdChange } from './coded-changes.ts';
import type { Evidence } from './evidence.ts';
import type { FactChangesOf } from './fact-change.ts';
import type { FiguresOf } from './figure.ts';
import { changedReadings } from './reading-change.ts';
import type { Settings } from './settings.ts';
import { statusChanges } from './status-change.ts';
import type { SyncChange } from './sync-change.ts';
import { compare, type SyncReview } from './sync-review.ts';
import { crossedThresholds } from './threshold-state.ts';

/** The collectors of this version and the deployment's settings, as far as an event needs them. */
export interface ChangeTerms {
  figuresOf: FiguresOf;
  /** Returns a collector's title; its id if this version does not know the collector. */
  titleOf: (collector: string) => string;
  factChangesOf: FactChangesOf;
  settings: Pick<Settings, 'thresholds'>;
}

/**
 * Returns everything that changed: the status and the readings since the previous sync, figures and details since the last
 * comparable complete evidence. The first sync of a connection has no changes except thresholds that it is beyond.
 */
export function changesOf(review: SyncReview, terms: ChangeTerms): SyncChange[] {
  const { figuresOf, titleOf, factChangesOf, settings } = terms;
  const pairs = compare(review, figuresOf).flatMap(({ evidence }) => evidence ?? []);
  const crossed = completeEvidence(review).flatMap((later) => {
    const { collector } = later;
    const earlier = pairs.find((pair) => pair.later.collector === collector)?.earlier;
    return crossedThresholds(settings, figuresOf(collector), later, earlier).map((one) =>
      thresholdChange(collector, titleOf(collector), one),
    );
  });
  const figures = pairs.flatMap(({ later: { collector }, figures }) =>
    figures.map((figure) => figureChange(collector, titleOf(collector), figure)),
  );
  const details = pairs.flatMap(({ earlier, later: { collector, facts } }) =>
    factChangesOf(collector, earlier.facts, facts).map(
      ({ code, text }): SyncChange => ({
        kind: 'detail',
        code: `${collector}.${code}`,
        text: `${titleOf(collector)}: ${text}`,
      }),
    ),
  );
  const readings = changedReadings(review).map((one) => readingChange(titleOf(one.collector), one));
  return [...statusChanges(review), ...crossed, ...figures, ...details, ...readings];
}

function completeEvidence({ evidence }: SyncReview): Evidence[] {
  return evidence.filter(({ complete }) => complete);
}
