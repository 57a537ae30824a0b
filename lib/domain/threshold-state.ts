import type { Evidence } from './evidence.ts';
import { type Figure, figureIn } from './figure.ts';
import { type Settings, type Threshold, thresholdOf } from './settings.ts';

type ThresholdState = 'below' | 'above' | 'within';

/** A figure that crossed one of its limits, or came back within them. */
export interface CrossedThreshold {
  figure: Figure;
  state: ThresholdState;
  value: number;
  /** The limit that was crossed, in either direction. */
  limit: number;
}

/**
 * Returns the figures that are beyond a limit and were not in the earlier evidence, and figures that are back within the
 * limits. `earlier` is comparable complete evidence; without it, each figure beyond a limit counts. A figure without a
 * number is neither beyond nor back.
 */
export function crossedThresholds(
  settings: Pick<Settings, 'thresholds'>,
  figures: readonly Figure[],
  later: Evidence,
  earlier: Evidence | undefined,
): CrossedThreshold[] {
  return figures.flatMap((figure) => {
    const threshold = thresholdOf(settings, later.collector, figure.fact);
    const value = figureIn(later.facts, figure);
    if (!threshold || value === null) return [];
    const state = stateOf(value, threshold);
    const before = earlier && figureIn(earlier.facts, figure);
    const stateBefore = typeof before === 'number' ? stateOf(before, threshold) : 'within';
    const limit = threshold[limitOf(state, stateBefore)];
    return state === stateBefore || limit === undefined ? [] : [{ figure, state, value, limit }];
  });
}

function stateOf(value: number, { below, above }: Threshold): ThresholdState {
  if (below !== undefined && value < below) return 'below';
  return above !== undefined && value > above ? 'above' : 'within';
}

/** A figure that is back within the limits has crossed the limit that it was beyond. */
function limitOf(state: ThresholdState, before: ThresholdState): 'below' | 'above' {
  const beyond = state === 'within' ? before : state;
  return beyond === 'above' ? 'above' : 'below';
}
