/** The kinds of changes. A notice has a line for each, in this order. */
export type ChangeKind = 'sync' | 'threshold' | 'figure' | 'detail' | 'reading';

/** One change that a sync found: a code for programs, and a clause for people. Neither holds a name from the tenant. */
export interface SyncChange {
  kind: ChangeKind;
  /** In the grammar that the README on monitoring describes: `secure-score.percentage.fell`. */
  code: string;
  text: string;
}
