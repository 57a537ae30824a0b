import type { Claims } from '../domain/claim.ts';
import type { Facts } from '../domain/observation.ts';

/** The view of an item's facts that only its collector can give. A report adds all facts that are not in it. */
export interface FactsDetails {
  /** Tables above the lists. */
  tables?: readonly FactsTable[];
  lists: readonly { heading: string; names: readonly string[] }[];
  /** The facts that the tables and lists show. */
  listed: readonly string[];
  /** Sentences below the lists. */
  notes: readonly string[];
}

/** A table of texts. Each row has as many cells as there are columns. */
export interface FactsTable {
  heading: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The part of a collector that only people need: in reports, comparisons and documents. */
export interface CollectorView {
  /** What one evidence item says, for the README. */
  says: string;
  /** What its permission is for, for the README. */
  permissionFor: string;
  /** What its evidence shows for each requirement, how far that goes, and how to test it. */
  claims?: Claims;
  /** Returns a sentence for each change between two observations that the figures do not show. */
  changes?(before: Facts, after: Facts): string[];
  /** Returns sentences that a report shows next to the headline figure. */
  caveats?(facts: Facts): string[];
  /** Returns a detailed view of the facts; undefined if they are not in the form of this version. */
  details?(facts: Facts): FactsDetails | undefined;
}
