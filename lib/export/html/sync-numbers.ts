import type { ConnectionReport } from '../../audit/report-data.ts';

/** A sync in a report: its number, and the last part of its anchors. */
export interface NumberedSync {
  /** `412`; `unsealed 3` if other syncs of the connection are sealed. */
  number: string;
  /** The same in each report: the place in the signed log, or the run's id if the sync is not sealed. */
  anchor: string;
  sealed: boolean;
}

/** A run's id as it can be in a link. The id of a damaged run may be any text. */
const LINKABLE = /^[\w.:-]{1,100}$/;

/**
 * Returns the number of each sync of the period by its run's id: its place in the signed log, which is the same in each
 * report and in a pack. Without a log, the first sync of the period is number 1.
 */
export function syncNumbers({
  runs,
  logIndexes,
}: Pick<ConnectionReport, 'runs' | 'logIndexes'>): Map<string, NumberedSync> {
  const isSealed = Object.keys(logIndexes).length > 0;
  return new Map(
    runs.map(({ id }, place): [string, NumberedSync] => {
      const index = logIndexes[id];
      if (index !== undefined) return [id, { number: String(index), anchor: String(index), sealed: true }];
      const nth = runs.length - place;
      return [id, { number: isSealed ? `unsealed ${nth}` : String(nth), anchor: id, sealed: false }];
    }),
  );
}

/** Returns the HTML id of a sync (`default/412`) or of an item that it read (`default/secure-score/412`). */
export function citedAnchor(...names: string[]): string {
  return names.every((name) => LINKABLE.test(name)) ? names.join('/') : '';
}
