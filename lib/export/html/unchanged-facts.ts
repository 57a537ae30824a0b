import { isDeepStrictEqual } from 'node:util';
import type { Facts } from '../../domain/observation.ts';
import { factText } from './facts-text.ts';

/** Returns the text of an item's facts. Call it for each item, from the newest to the oldest. */
type FactsFormatter = (facts: Facts, item: string) => string;

/**
 * Returns a formatter that shows new facts in full, and refers to the item that shows unchanged ones: all facts together,
 * or else each list separately. Numbers and short facts are always shown.
 */
export function factsFormatter(): FactsFormatter {
  let last: Shown | undefined;
  const lists = new Map<string, Shown>();
  return (facts, item) => {
    if (isDeepStrictEqual(facts, last?.value)) return `All facts as in ${last?.item}.`;
    last = { value: facts, item };
    const texts = Object.entries(facts).map(([name, value]) => {
      const before = lists.get(name);
      if (isLong(value) && isDeepStrictEqual(value, before?.value))
        return factText(name, `as in ${before?.item}`);
      lists.set(name, { value, item });
      return factText(name, value);
    });
    return `${texts.join('; ')}.`;
  };
}

/** A value that was shown in full, and the item that shows it. DynamoDB returns the fields of a map in any order. */
interface Shown {
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
