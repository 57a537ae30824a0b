import type { DueSlot } from '../domain/schedule.ts';
import type { SyncRun } from '../domain/sync-run.ts';

/** The syncs that started in a slot, oldest first. */
interface Group {
  slot: DueSlot;
  scheduled: SyncRun[];
  others: SyncRun[];
}

/**
 * Returns the sync that counts for each slot that has one: the first that the schedule started in it. Without any such
 * sync, a manual one counts: the first complete one, else the last. A scheduled sync may start up to `window` milliseconds
 * late, so it counts for the slot before its own if that slot has no sync and its own has another one.
 */
export function answersOf(
  slots: readonly DueSlot[],
  runs: readonly SyncRun[],
  window: number,
): Map<DueSlot, SyncRun> {
  const groups = grouped(slots, runs);
  for (const index of groups.keys()) fillFromNext(groups, index, window);
  const answers = new Map<DueSlot, SyncRun>();
  for (const { slot, scheduled, others } of groups) {
    const run = scheduled[0] ?? others.find(({ status }) => status === 'complete') ?? others.at(-1);
    if (run) answers.set(slot, run);
  }
  return answers;
}

/** Puts each run into the slot in which it started. `slots` is sorted by time. */
function grouped(slots: readonly DueSlot[], runs: readonly SyncRun[]): Group[] {
  const groups = slots.map((slot): Group => ({ slot, scheduled: [], others: [] }));
  let index = 0;
  for (const run of runs.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const start = Date.parse(run.startedAt);
    while (index < groups.length && (groups[index]?.slot.end ?? 0) <= start) index += 1;
    const group = groups[index];
    if (!group || group.slot.start > start) continue;
    (run.trigger === 'schedule' ? group.scheduled : group.others).push(run);
  }
  return groups;
}

/**
 * If a slot has no scheduled sync, moves the late first one of the next slot into it, and so on up to a slot that has one
 * to spare. Moves nothing if no slot has one to spare, because then a sync is missing anyway.
 */
function fillFromNext(groups: readonly Group[], empty: number, window: number): void {
  if (groups[empty]?.scheduled.length !== 0) return;
  for (let next = empty + 1; next < groups.length; next++) {
    const [before, group] = [groups[next - 1], groups[next]];
    const first = group?.scheduled[0];
    if (!before || !group || !first || before.slot.end !== group.slot.start) return;
    if (Date.parse(first.startedAt) >= group.slot.start + window) return;
    if (group.scheduled.length === 1) continue;
    for (let index = next; index > empty; index--) {
      const moved = groups[index]?.scheduled.shift();
      if (moved) groups[index - 1]?.scheduled.push(moved);
    }
    return;
  }
}
