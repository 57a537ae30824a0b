import { Evidence, type RecordedEvidence } from '../domain/evidence.ts';
import { SyncRun } from '../domain/sync-run.ts';
import { documentIn, sha256Of } from '../log/document.ts';
import type { SyncEntry } from '../log/entry.ts';
import { PACK_FILE } from './pack-files.ts';
import type { FileToWrite } from './write-zip.ts';

/** A sync of a pack as its documents say, if they are as the log says. */
interface PackedSync {
  entry: SyncEntry;
  run: SyncRun;
  evidence: RecordedEvidence[];
}

/** Reads the documents of a pack while they are written, for the views that are written after them. */
export class PackedEvidence {
  readonly #runs = new Map<number, SyncRun>();
  readonly #items = new Map<string, RecordedEvidence>();
  readonly #hashes: ReadonlyMap<string, string>;
  readonly #syncs: readonly SyncEntry[];

  constructor(syncs: readonly SyncEntry[]) {
    this.#syncs = syncs;
    this.#hashes = new Map(
      syncs.flatMap(({ index, runSha256, evidence }): [string, string][] => [
        [PACK_FILE.run(index), runSha256],
        ...evidence.map(({ collector, sha256 }): [string, string] => [
          PACK_FILE.evidence(index, collector),
          sha256,
        ]),
      ]),
    );
  }

  /** Returns the file, and notes its document when it is read. Leaves out documents that are not as the log says. */
  noting({ name, read }: FileToWrite): FileToWrite {
    const sealed = this.#hashes.get(name);
    if (sealed === undefined) return { name, read };
    return {
      name,
      read: async () => {
        const content = await read();
        if (content && sha256Of(content) === sealed) this.#note(name, content.toString('utf8'), sealed);
        return content;
      },
    };
  }

  /** Returns the syncs in the order of the log, after all files were read. */
  syncs(): PackedSync[] {
    return this.#syncs.flatMap((entry) => {
      const run = this.#runs.get(entry.index);
      const files = entry.evidence.map(({ collector }) => PACK_FILE.evidence(entry.index, collector));
      return run ? [{ entry, run, evidence: files.flatMap((file) => this.#items.get(file) ?? []) }] : [];
    });
  }

  #note(name: string, text: string, sha256: string): void {
    const document = documentIn(text);
    if (name.endsWith('/run.json')) {
      const run = SyncRun.safeParse(document).data;
      if (run) this.#runs.set(Number(name.split('/')[1]), run);
      return;
    }
    const item = Evidence.safeParse(document).data;
    if (item) this.#items.set(name, { ...item, sha256 });
  }
}
