/** About how many items all lists together hold in memory: a few MB of evidence. */
const HELD = 1_000;

/** Returns how many items one query result should have, so that the memory of a merge does not depend on the number of lists. */
export function itemsOfEach(lists: number): number {
  return Math.min(100, Math.max(10, Math.ceil(HELD / Math.max(1, lists))));
}

/** Merges lists that are newest first (by the start of the item's run) into one. Equal runs keep the order of the lists. */
export async function* newestFirst<T extends { run: string }>(
  lists: readonly AsyncGenerator<T>[],
): AsyncGenerator<T> {
  const heads = await Promise.all(lists.map((list) => list.next()));
  for (;;) {
    let newest: T | undefined;
    let from = -1;
    for (const [index, { done, value }] of heads.entries()) {
      if (done || (newest && value.run <= newest.run)) continue;
      newest = value;
      from = index;
    }
    const list = lists[from];
    if (!newest || !list) return;
    yield newest;
    heads[from] = await list.next();
  }
}
