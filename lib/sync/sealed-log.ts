import type { Annotation } from '../domain/annotation.ts';
import type { RecordedDocument, RecordedSync } from '../domain/recorded-sync.ts';
import { DAY } from '../domain/time.ts';
import { append, type LogStore, newestOf, type StoredEntry } from '../log/append.ts';
import { sha256Of } from '../log/document.ts';
import { LogEntry } from '../log/entry.ts';
import { syncEntry } from './sync-entry.ts';

/** A run that started this long before another one was sealed can still be unsealed: longer than any execution lasts. */
const LONGEST_EXECUTION = DAY;

/** What an entry needs besides the sync and its place. */
type EntryTerms = Pick<Parameters<typeof syncEntry>[1], 'origin' | 'nextDueBy' | 'software'>;

/** Which runs and annotations one connection's log has sealed. */
export class SealedLog {
  readonly #log: LogStore;

  constructor(log: LogStore) {
    this.#log = log;
  }

  /** Returns the time from which on a recorded run can still be unsealed. */
  async openSince(): Promise<string> {
    const newest = await this.newest();
    return newest ? before(newest.sealedAt) : new Date(0).toISOString();
  }

  /** Returns the newest entry; undefined if the log is empty. */
  async newest(): Promise<LogEntry | undefined> {
    const newest = await newestOf(this.#log);
    return newest && entryOf(newest);
  }

  /** Returns the runs that were sealed after a time. */
  async runsSince(time: string): Promise<Set<string>> {
    const runs = new Set<string>();
    for await (const entry of this.#entriesSince(time)) if (entry.kind === 'sync') runs.add(entry.run);
    return runs;
  }

  /** Returns the annotations that were sealed after a time: SHA-256 of the document to the entry's place. */
  async annotationsSince(time: string): Promise<Map<string, number>> {
    const annotations = new Map<string, number>();
    for await (const entry of this.#entriesSince(time))
      if (entry.kind === 'annotation') annotations.set(entry.sha256, entry.index);
    return annotations;
  }

  /** Appends the entry of a sync. Returns undefined if another execution has sealed the sync in the meantime. */
  async seal(sync: RecordedSync, terms: EntryTerms, now: () => number): Promise<StoredEntry | undefined> {
    const { id, startedAt } = sync.run.value;
    const isSealed = async () => (await this.runsSince(before(startedAt))).has(id);
    return await append(
      this.#log,
      async (place) => ((await isSealed()) ? undefined : syncEntry(sync, { ...place, ...terms })),
      now,
    );
  }

  /** Appends the entry of an annotation, unless the log has it. Returns its place, and the entry if it is new. */
  async sealAnnotation(
    { text, value }: RecordedDocument<Annotation>,
    origin: string,
    now: () => number,
  ): Promise<{ index: number; stored?: StoredEntry }> {
    const { connection, writtenAt } = value;
    const sha256 = sha256Of(text);
    let known: number | undefined;
    const stored = await append(
      this.#log,
      async (place) => {
        known = (await this.annotationsSince(before(writtenAt))).get(sha256);
        if (known !== undefined) return undefined;
        return { v: 1, kind: 'annotation', origin, connection, sha256, ...place };
      },
      now,
    );
    return stored ? { index: stored.index, stored } : { index: known ?? 0 };
  }

  /** Returns the entries from an index on, the oldest first. */
  async entriesFrom(index: number): Promise<StoredEntry[]> {
    const entries: StoredEntry[] = [];
    for await (const entry of this.#log.newest()) {
      if (entry.index < index) break;
      entries.push(entry);
    }
    return entries.reverse();
  }

  /** Yields the entries that were sealed after a time, the newest first. No entry is sealed before the entry before it. */
  async *#entriesSince(time: string): AsyncGenerator<LogEntry> {
    for await (const stored of this.#log.newest()) {
      const entry = entryOf(stored);
      if (entry.sealedAt < time) break;
      yield entry;
    }
  }
}

export function entryOf({ text }: Pick<StoredEntry, 'text'>): LogEntry {
  return LogEntry.parse(JSON.parse(text));
}

function before(time: string): string {
  return new Date(Date.parse(time) - LONGEST_EXECUTION).toISOString();
}
