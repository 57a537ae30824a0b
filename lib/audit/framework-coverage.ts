import type { Gap } from './gaps.ts';

export interface FrameworkCoverage {
  framework: string;
  title: string;
  requirements: RequirementCoverage[];
}

export interface RequirementCoverage {
  id: string;
  title: string;
  evidence: Coverage[];
}

/** The part of the period that one collector's evidence of one connection covers, for one requirement. */
export interface Coverage {
  connection: string;
  collector: string;
  title: string;
  /** What the evidence shows for the requirement, how far that goes, and a test; each null if nothing is written about it. */
  claim: string | null;
  limits: string | null;
  test: string | null;
  items: number;
  /** How many items are partial. */
  partial: number;
  /** When the first and the last item were collected; null without any item. */
  first: string | null;
  last: string | null;
  /** Hours from `last` to the period's end. */
  newestAgeHours: number | null;
  /** How many items have no figure. */
  withoutFigure: number;
  /** Null if days are not counted, because the connection is no longer synced and its schedule is unknown. */
  gaps: Gap[] | null;
  /** Why the newest sync has no item for the requirement; null if it has one, or if there is no sync. */
  newestWhy: string | null;
}
