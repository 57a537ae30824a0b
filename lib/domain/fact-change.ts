import type { Facts } from './observation.ts';

/** A kind of change that figures do not show, with the number of things that changed so. It holds no names. */
export interface FactChange {
  /** Letters, digits and dashes, or two such words with a dot: `policy-disabled`, `mfaForAllUsers.lost`. */
  code: string;
  count: number;
  /** A clause for people, with the number: `2 policies disabled`. */
  text: string;
}

/** Returns the changes between two observations of a collector that figures do not show. Empty for unknown collectors. */
export type FactChangesOf = (collector: string, before: Facts, after: Facts) => readonly FactChange[];
