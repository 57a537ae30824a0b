import { entryText, type LogEntry } from './entry.ts';
import { EMPTY_TREE, type MerkleTree, withEntry } from './merkle.ts';

/** An entry as it is stored: its text, and the tree of the log up to and including it. */
export interface StoredEntry {
  index: number;
  text: string;
  tree: MerkleTree;
}

/** Stores one log: entries by index, each written once. */
export interface LogStore {
  /** Returns the newest entries, the newest first. `limit` is how many to read at once; a single one is cheaper to read. */
  newest: (limit?: number) => AsyncIterable<StoredEntry>;
  /** Writes an entry if its index is free. Returns false if another entry has the index. */
  put: (entry: StoredEntry) => Promise<boolean>;
}

/** Returns the entry for a place in the log; undefined if the log has it already. */
type Draft = (place: { index: number; sealedAt: string }) => Promise<LogEntry | undefined>;

/**
 * Appends one entry. If another writer takes the index, drafts the entry again for the next one, so the draft has to look
 * for its own entry in the log. The time of an entry is never before the time of the entry before it.
 */
export async function append(
  store: LogStore,
  draft: Draft,
  now: () => number,
): Promise<StoredEntry | undefined> {
  for (;;) {
    const previous = await newestOf(store);
    const index = previous?.tree.size ?? 0;
    const entry = await draft({ index, sealedAt: sealedAt(previous, now()) });
    if (!entry) return undefined;
    const text = entryText(entry);
    const stored = { index, text, tree: withEntry(previous?.tree ?? EMPTY_TREE, text) };
    if (await store.put(stored)) return stored;
  }
}

export async function newestOf(store: LogStore): Promise<StoredEntry | undefined> {
  for await (const entry of store.newest(1)) return entry;
  return undefined;
}

function sealedAt(previous: StoredEntry | undefined, now: number): string {
  const time = new Date(now).toISOString();
  const before = previous ? (JSON.parse(previous.text) as LogEntry).sealedAt : time;
  return before > time ? before : time;
}
