/** About how many items all lists together hold in memory: a few MB of evidence. */
const HELD = 1_000;

/**
 * Merges the lists of several sources, each the newest first (by the start of the item's run), into one. Equal runs keep the
 * order of the sources. `open` gets how many items one query result should have, so that many lists need no more memory.
 */
export async function* newestFirst<Source, T extends { run: string }>(
  sources: readonly Source[],
  open: (source: Source, limit: number) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const limit = Math.min(100, Math.max(10, Math.ceil(HELD / Math.max(1, sources.length))));
  const lists = sources.map((source) => open(source, limit));
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
