import { knownCollector } from '../collectors/registry.ts';
import { everyFigure, type Figure, figureIn } from '../domain/figure.ts';
import { figureText } from '../domain/figure-text.ts';
import type { Facts } from '../domain/observation.ts';
import { type Settings, thresholdOf } from '../domain/settings.ts';

/** A threshold of a collector's figure, and whether the figure crosses it. */
export interface CheckedThreshold {
  figure: Figure;
  value: number | null;
  /** The limit as text: `below 60 %`, `above 0 alerts`. */
  limit: string;
  /** Null if the facts hold no number for the figure, which is not the same as zero. */
  crossed: boolean | null;
}

/** Returns each threshold of a collector's figures, checked against its facts. */
export function checkThresholds(
  collector: string,
  facts: Facts,
  thresholds: Settings['thresholds'],
): CheckedThreshold[] {
  const known = knownCollector(collector);
  if (!known) return [];
  return everyFigure(known.figures).flatMap((figure) => {
    const { below, above } = thresholdOf({ thresholds }, collector, figure.fact) ?? {};
    const value = figureIn(facts, figure);
    const check = (side: 'below' | 'above', limit: number): CheckedThreshold => ({
      figure,
      value,
      limit: `${side} ${figureText(limit, figure.unit)}`,
      crossed: value === null ? null : side === 'below' ? value < limit : value > limit,
    });
    return [
      ...(below === undefined ? [] : [check('below', below)]),
      ...(above === undefined ? [] : [check('above', above)]),
    ];
  });
}
