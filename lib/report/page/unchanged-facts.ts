import { isDeepStrictEqual } from 'node:util';
import type { Facts } from '../../../lambdas/domain/observation.ts';
import { factText } from './facts-text.ts';

/** An item's facts as text, for items that are told from the newest to the oldest. */
export type FactsTeller = (facts: Facts, item: string) => string;

/**
 * Tells facts in full where they are new, and refers to the item that told them where they are not: all of them
 * together, else each list on its own. Numbers and short facts are told each time.
 */
export function factsTeller(): FactsTeller {
  let last: Told | undefined;
  const lists = new Map<string, Told>();
  return (facts, item) => {
    if (isDeepStrictEqual(facts, last?.value)) return `All facts as in ${last?.item}.`;
    last = { value: facts, item };
    const told = Object.entries(facts).map(([name, value]) => {
      const before = lists.get(name);
      if (isLong(value) && isDeepStrictEqual(value, before?.value))
        return factText(name, `as in ${before?.item}`);
      lists.set(name, { value, item });
      return factText(name, value);
    });
    return `${told.join('; ')}.`;
  };
}

/** What was told in full, and by which item. DynamoDB gives the fields of a map in any order. */
interface Told {
  value: unknown;
  item: string;
}

function isLong(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some(
      (part) => part !== null && typeof part !== 'number' && typeof part !== 'boolean',
    )
  );
}
