import type { LocalSealing } from '../../lib/deployment/on-laptop/local-sealing.ts';
import type { Annotation } from '../../lib/domain/annotation.ts';
import type { RecordedDocument, RecordedSync } from '../../lib/domain/recorded-sync.ts';
import type { LogStore, StoredEntry } from '../../lib/log/append.ts';
import type { CheckpointStore } from '../../lib/log/checkpoint.ts';
import { canonicalJson } from '../../lib/log/document.ts';
import type { SealPorts } from '../../lib/sync/seal-ports.ts';
import type { Vault } from '../../lib/vault/vault.ts';
import { SAMPLE_ORIGIN, SAMPLE_SIGNER } from './sample-pack.ts';

export class MemoryLog implements LogStore {
  readonly entries: StoredEntry[] = [];
  async *newest(): AsyncGenerator<StoredEntry> {
    yield* this.entries.toReversed();
  }
  async put(entry: StoredEntry): Promise<boolean> {
    if (this.entries.length !== entry.index) return false;
    this.entries.push(entry);
    return true;
  }
}

export class MemoryCheckpoints implements CheckpointStore {
  readonly notes = new Map<number, string>();
  async newest(): Promise<string | undefined> {
    return this.notes.get(Math.max(...this.notes.keys()));
  }
  async put(size: number, note: string): Promise<void> {
    if (!this.notes.has(size)) this.notes.set(size, note);
  }
}

export class MemoryVault extends Map<string, Buffer> implements Vault {
  puts = 0;
  async put(name: string, content: Uint8Array): Promise<void> {
    this.puts += 1;
    if (this.get(name)?.equals(content) === false) throw new Error(`${name} has other content`);
    this.set(name, Buffer.from(content));
  }
  async read(name: string): Promise<Buffer | undefined> {
    return this.get(name);
  }
}

/** A recorded sync without evidence, which started at a time. */
export function recordedRun(startedAt: string, name = 'sync'): RecordedSync {
  const value = {
    id: `${startedAt}_${name}`,
    connection: 'default',
    tenantId: null,
    startedAt,
    endedAt: startedAt,
    status: 'rejected',
    outcomes: [],
    execution: name,
  } as const;
  return { run: { text: canonicalJson(value), value: { ...value, outcomes: [] } }, evidence: [] };
}

/** A register, a log and a vault in memory, for the step that seals. */
export function memorySealing(ports: Partial<SealPorts> = {}) {
  const [log, checkpoints, vault] = [new MemoryLog(), new MemoryCheckpoints(), new MemoryVault()];
  const runs = new Map<string, RecordedSync>();
  const annotations = new Map<string, RecordedDocument<Annotation>>();
  const record = (sync: RecordedSync) => {
    runs.set(sync.run.value.id, sync);
    return { run: sync.run.value.id, connection: 'default' };
  };
  const complete: SealPorts = {
    log: () => log,
    checkpoints: () => checkpoints,
    async *runsSince(_, since) {
      yield* [...runs.keys()].filter((id) => id >= since).toSorted();
    },
    async recorded(_, id) {
      const sync = runs.get(id);
      if (!sync) throw new Error(`no ${id}`);
      return sync;
    },
    annotations: async () => [...annotations.values()],
    async putAnnotation(value) {
      if (annotations.has(value.id)) return false;
      annotations.set(value.id, { value, text: canonicalJson(value) });
      return true;
    },
    origin: () => SAMPLE_ORIGIN,
    longestPause: async () => undefined,
    signer: SAMPLE_SIGNER,
    vault,
    clock: { now: () => Date.parse('2026-07-01T06:05:00.000Z') },
    software: 'm365-evidence test',
    checkpointEvery: 'sync',
    ...ports,
  };
  return { log, checkpoints, vault, runs, annotations, record, ports: complete };
}

/** Returns the key of sample packs, and the id of a register in memory, for a sync on this machine. */
export function memorySigning(): LocalSealing {
  return { signer: SAMPLE_SIGNER, registerId: async () => 'in-memory' };
}
