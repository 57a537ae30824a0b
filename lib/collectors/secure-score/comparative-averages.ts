import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { nameOr } from '../../domain/plain-text.ts';
import { oneDecimal } from './score.ts';

const MOST = 10;

/** A negative average means that Microsoft has not computed it. */
const Average = z.object({
  basis: given(z.string()),
  averageScore: z.number().check(z.gte(0), z.lte(1e9)),
});

/** Returns Microsoft's averages of other tenants, at most ten. */
export function comparativeAverages(elements: readonly unknown[]): { basis: string; averageScore: number }[] {
  return elements
    .flatMap((element) => Average.safeParse(element).data ?? [])
    .slice(0, MOST)
    .map(({ basis, averageScore }) => ({
      basis: nameOr('Unnamed basis', basis),
      averageScore: oneDecimal(averageScore),
    }));
}
