import * as z from 'zod/mini';
import { given } from '../domain/given.ts';
import { microsoftLink } from '../domain/microsoft-link.ts';
import type { Facts } from '../domain/observation.ts';

/** The text fields of an action. Evidence of version 1 has no `id`, `maxScore` and `url`; its `name` is an id. */
const Action = z.object({
  name: z.string(),
  category: given(z.string()),
  score: given(z.number()),
  maxScore: given(z.number()),
  pointsToGain: given(z.number()),
  url: given(z.string()),
});

/** An action that could raise the Secure Score. A number is null if it is not known. */
export interface ImprovementAction {
  name: string;
  category: string | null;
  score: number | null;
  maxScore: number | null;
  pointsToGain: number | null;
  /** A page of Microsoft's portals; null if Graph gave no address, or an address on another host. */
  url: string | null;
}

/** Returns the improvement actions among the facts of Secure Score, the most points first; undefined if there is no list. */
export function improvementActionsIn({ improvementActions }: Facts): ImprovementAction[] | undefined {
  if (!Array.isArray(improvementActions)) return undefined;
  return improvementActions
    .flatMap((action) => Action.safeParse(action).data ?? [])
    .map(({ name, category, score, maxScore, pointsToGain, url }) => ({
      name,
      category: category ?? null,
      score: score ?? null,
      maxScore: maxScore ?? null,
      pointsToGain: pointsToGain ?? null,
      url: microsoftLink(url),
    }))
    .toSorted((a, b) => (b.pointsToGain ?? -1) - (a.pointsToGain ?? -1));
}
