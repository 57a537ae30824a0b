import { hundredths } from './score.ts';
import type { ScoredControl } from './scored-controls.ts';

/** Most categories in the facts. Graph has five: Identity, Data, Device, Apps and Infrastructure. */
const MOST = 10;

interface Points {
  score: number;
  /** Null if the maximum of any control in the category is unknown. */
  maxScore: number | null;
}

/** Names that are safe as keys of facts: they begin with a letter. */
const NAME = /^\p{L}/u;
const OTHER = 'Other';

/**
 * Returns the sums of the controls in each category, the largest score first. Controls without a category are in `Other`, and so
 * are those of categories after the ninth. Includes deprecated controls, because the score includes their points.
 */
export function pointsByCategory(controls: readonly ScoredControl[]): Record<string, Points> {
  const groups = Map.groupBy(controls, ({ category }) => category ?? OTHER);
  const named = [...groups]
    .filter(([name]) => NAME.test(name) && name !== OTHER)
    .map(([name, group]) => [name, sum(group)] as const)
    .toSorted(([, one], [, other]) => other.score - one.score)
    .slice(0, MOST - 1);
  const names = new Set<string | null>(named.map(([name]) => name));
  const rest = controls.filter(({ category }) => !names.has(category));
  return Object.fromEntries(rest.length > 0 ? [...named, [OTHER, sum(rest)]] : named);
}

function sum(controls: readonly ScoredControl[]): Points {
  const maxima = controls.flatMap(({ maxScore }) => maxScore ?? []);
  return {
    score: total(controls.map(({ control }) => control.score)),
    maxScore: maxima.length === controls.length ? total(maxima) : null,
  };
}

function total(points: readonly number[]): number {
  return hundredths(points.reduce((all, one) => all + one, 0));
}
