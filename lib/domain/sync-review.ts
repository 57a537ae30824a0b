import { type Evidence, isSameTenant } from './evidence.ts';
import { type Figure, type FiguresOf, figureIn } from './figure.ts';
import type { RunOutcome, SyncRun } from './sync-run.ts';

/** A recorded sync, together with the earlier run and evidence that it is compared with. */
export interface SyncReview {
  run: SyncRun;
  evidence: readonly Evidence[];
  /** The connection's previous sync; undefined for the first. */
  previousRun: SyncRun | undefined;
  /** Per collector, the newest earlier comparable evidence of any age; the newest earlier evidence if none is comparable. */
  previousEvidence: readonly Evidence[];
}

/** A figure whose number differs. Null if it was not read, which is not the same as zero. */
export interface ChangedFigure {
  figure: Figure;
  before: number | null;
  after: number | null;
}

type OutcomeOrNone = RunOutcome['outcome'] | 'none';

/** The changes of one collector. */
export interface Comparison {
  collector: string;
  /** The outcomes in the previous and in this sync, if they differ; `none` if a sync did not reach the collector. */
  outcome?: { before: OutcomeOrNone; after: OutcomeOrNone };
  /** The earlier and the later evidence with the figures that differ, if the two can be compared. */
  evidence?: { earlier: Evidence; later: Evidence; figures: ChangedFigure[] };
  /** Why the two cannot be compared, as a clause. Absent if they can, or if there is no earlier or no later evidence. */
  incomparable?: string;
}

/** Compares a sync with the previous sync and the earlier evidence. Returns a comparison for each collector of either. */
export function compare(review: SyncReview, figuresOf: FiguresOf): Comparison[] {
  const { run, evidence, previousRun, previousEvidence } = review;
  const all = [...run.outcomes, ...(previousRun?.outcomes ?? []), ...evidence];
  return [...new Set(all.map(({ collector }) => collector))].map((collector) => {
    const isOf = (item: { collector: string }) => item.collector === collector;
    return {
      collector,
      ...compareOutcomes(previousRun, run, collector),
      ...compareEvidence(previousEvidence.find(isOf), evidence.find(isOf), figuresOf(collector)),
    };
  });
}

function compareOutcomes(
  previous: SyncRun | undefined,
  run: SyncRun,
  id: string,
): Pick<Comparison, 'outcome'> {
  if (!previous) return {};
  const [before, after] = [previous, run].map(
    ({ outcomes }): OutcomeOrNone => outcomes.find(({ collector }) => collector === id)?.outcome ?? 'none',
  ) as [OutcomeOrNone, OutcomeOrNone];
  return before === after ? {} : { outcome: { before, after } };
}

/** Compares two pieces of evidence of one collector. A zero in partial evidence may mean "not read", so it is not compared. */
export function compareEvidence(
  earlier: Evidence | undefined,
  later: Evidence | undefined,
  figures: readonly Figure[],
): Pick<Comparison, 'evidence' | 'incomparable'> {
  if (!earlier || !later) return {};
  if (!later.complete) return { incomparable: 'only a part was read' };
  if (!isSameTenant(earlier, later)) return { incomparable: 'another tenant was read before' };
  if (!earlier.complete) return { incomparable: 'only parts were read before' };
  const changed = figures.flatMap((figure) => {
    const [before, after] = [figureIn(earlier.facts, figure), figureIn(later.facts, figure)];
    return before === after ? [] : [{ figure, before, after }];
  });
  return { evidence: { earlier, later, figures: changed } };
}
