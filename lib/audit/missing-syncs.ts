import { startOfRun } from '../domain/execution.ts';
import type { DueSlot } from '../domain/schedule.ts';
import { nameOfRun } from '../register/integrity.ts';
import type { RegisterFinding } from '../register/register-finding.ts';
import type { ConnectionHistory } from './connection-history.ts';

/** The reason for each sync that ran but cannot be counted, by the id of its run. */
export type UnreadableRuns = ReadonlyMap<string, string>;

/** Returns the ids of the runs that evidence of the period names, but that are not recorded. */
export function unrecordedRuns({
  runs,
  otherRuns,
  collectors,
}: Pick<ConnectionHistory, 'runs' | 'otherRuns' | 'collectors'>): string[] {
  const recorded = new Set([...runs, ...otherRuns].map(({ id }) => id));
  const named = new Set(collectors.flatMap(({ items }) => items.map(({ run }) => run)));
  return [...named].filter((run) => !recorded.has(run));
}

/** Returns the syncs of a connection that its evidence names, but that the register lacks or holds damaged. */
export function unreadableRuns(
  connection: string,
  unrecorded: readonly string[],
  damaged: readonly RegisterFinding[],
): UnreadableRuns {
  const named = nameOfRun(connection, '');
  const damagedRuns = damaged.flatMap(({ item }) =>
    item.endsWith(named) ? [item.slice(0, -named.length)] : [],
  );
  return new Map([
    ...unrecorded.map((run) => [run, 'it collected, but the sync is not in the register'] as const),
    ...damagedRuns.map((run) => [run, 'its sync is damaged in the register'] as const),
  ]);
}

/** Returns a function that says why a slot has no sync. */
export function missingReasons({
  firstSync,
  syncedBefore,
  unreadable,
}: Pick<ConnectionHistory, 'firstSync' | 'syncedBefore'> & {
  unreadable: UnreadableRuns;
}): (slot: DueSlot) => string {
  const firstStart = firstSync === undefined ? Number.POSITIVE_INFINITY : Date.parse(firstSync);
  const others = [...unreadable].map(([run, why]) => ({ time: Date.parse(startOfRun(run)), why }));
  return ({ start, end }) => {
    const other = others.find(({ time }) => time >= start && time < end);
    return other?.why ?? (end <= firstStart && !syncedBefore ? 'before the first sync' : 'no sync');
  };
}
