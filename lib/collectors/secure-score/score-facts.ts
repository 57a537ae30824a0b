import * as z from 'zod/mini';
import type { Facts } from '../../domain/observation.ts';
import type { FactsDetails } from '../collector-view.ts';
import { numberChange } from '../number-change.ts';

/** Evidence of version 1 has no points by category. */
const Categories = z.object({
  byCategory: z.record(z.string(), z.object({ score: z.number(), maxScore: z.nullable(z.number()) })),
});

/** Lists the points of each category, the largest score first. */
export function scoreDetails(facts: Facts): FactsDetails | undefined {
  const read = Categories.safeParse(facts).data;
  if (!read) return undefined;
  const byScore = Object.entries(read.byCategory).toSorted(([, one], [, other]) => other.score - one.score);
  const names = byScore.map(
    ([category, { score, maxScore }]) =>
      `${category}: ${score} ${maxScore === null ? 'points' : `of ${maxScore} points`}`,
  );
  return { listed: ['byCategory'], lists: [{ heading: 'Points by category', names }], notes: [] };
}

/** Returns a sentence if Microsoft changed the maximum, which moves the percentage without any change in the tenant. */
export function scoreChanges(before: Facts, after: Facts): string[] {
  return numberChange(before, after)('Maximum points', 'maxScore');
}
