import { figureIn } from '../domain/figure.ts';
import type { Facts } from '../domain/observation.ts';

/**
 * Returns a function that compares a number in the facts of two observations: `Unassigned: 3 → 5`. It returns no sentence if
 * the number is the same, or if one of the observations does not have it, as evidence of earlier versions.
 */
export function numberChange(before: Facts, after: Facts): (label: string, fact: string) => string[] {
  return (label, fact) => {
    const [from, to] = [figureIn(before, { fact }), figureIn(after, { fact })];
    return from === null || to === null || from === to ? [] : [`${label}: ${from} → ${to}`];
  };
}
