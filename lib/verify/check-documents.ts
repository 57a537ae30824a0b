import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { sha256Of } from '../log/document.ts';
import type { AnnotationEntry, SyncEntry } from '../log/entry.ts';
import { PACK_FILE, type PackFiles } from '../pack/pack-files.ts';
import type { Findings } from './finding.ts';

/** The parts of an evidence document that the log and the answers are compared with. */
const Sealed = z.object({
  facts: z.record(z.string(), z.unknown()),
  provenance: z.object({
    sha256: z.string(),
    collectorVersion: z.string(),
    asOf: z.optional(z.string()),
    answers: z.array(z.object({ date: z.nullable(z.string()) })),
  }),
});
export type SealedEvidence = z.infer<typeof Sealed>;

/** Milliseconds by which Microsoft's clock may differ from the one of the sync. */
const CLOCKS = 5 * 60_000;

interface Counts {
  syncs: number;
  items: number;
  answers: number;
}

/** Called with an evidence document and the files of its kept answers, when all are as the log says. */
export type OnEvidence = (
  sync: SyncEntry,
  collector: string,
  evidence: SealedEvidence,
  answers: readonly string[],
) => void | Promise<void>;

/** Compares the documents and kept answers of the syncs with the log. Each document is read once. */
export class DocumentCheck {
  readonly counts: Counts = { syncs: 0, items: 0, answers: 0 };
  /** The files that the entries name. */
  readonly #named = new Set<string>();
  readonly #files: PackFiles;
  readonly #names: ReadonlySet<string>;
  readonly #found: Findings;

  constructor(files: PackFiles, names: ReadonlySet<string>, found: Findings) {
    this.#files = files;
    this.#names = names;
    this.#found = found;
  }

  async sync(sync: SyncEntry, onEvidence?: OnEvidence): Promise<void> {
    this.counts.syncs += 1;
    await this.#document(sync, PACK_FILE.run(sync.index), sync.runSha256);
    for (const { collector, sha256, answers } of sync.evidence) {
      const file = PACK_FILE.evidence(sync.index, collector);
      const document = await this.#document(sync, file, sha256);
      if (document) this.counts.items += 1;
      const evidence = document && this.#evidence(sync, file, document, answers.sha256);
      const kept = await this.#answers(sync, collector, answers);
      if (evidence && kept) await onEvidence?.(sync, collector, evidence, kept);
    }
  }

  async annotation({ index, sha256 }: AnnotationEntry): Promise<void> {
    await this.#document({ index }, PACK_FILE.annotation(index), sha256);
  }

  /** Finds documents and answers that no entry of the log names. Call it last. */
  unlisted(): void {
    for (const file of this.#names) {
      if (/^(syncs|annotations)\//.test(file) && !this.#named.has(file))
        this.#found.add('unlisted', `${file} is there, but the log does not name it`, { file });
    }
  }

  /** Returns a document's bytes if they have the hash of the log. */
  async #document(
    { index, run }: { index: number; run?: string },
    file: string,
    sha256: string,
  ): Promise<Buffer | undefined> {
    this.#named.add(file);
    if (!this.#names.has(file)) {
      this.#found.add('missing', `${file} is missing; the log names it`, { index, run, file });
      return undefined;
    }
    const bytes = await this.#files.read(file);
    if (sha256Of(bytes) === sha256) return bytes;
    this.#found.add('tampered', `${file} does not have the SHA-256 that the log gives it`, {
      index,
      run,
      file,
    });
    return undefined;
  }

  #evidence(sync: SyncEntry, file: string, bytes: Buffer, answers: string): SealedEvidence | undefined {
    const { index, run } = sync;
    const evidence = sealedIn(bytes);
    if (evidence?.provenance.sha256 !== answers) {
      this.#found.add('tampered', `${file} does not name the answers that the log gives it`, {
        index,
        run,
        file,
      });
      return undefined;
    }
    const outside = evidence.provenance.answers.find(({ date }) => date !== null && isOutside(date, sync));
    if (outside)
      this.#found.add(
        'backdated',
        `Microsoft dated an answer ${outside.date}, but the sync ran from ${sync.startedAt} to ${sync.endedAt}`,
        { index, run, file },
      );
    return evidence;
  }

  /** Returns the files of the kept answers if all are there and unaltered. Reads one at a time: they may be large. */
  async #answers(
    { index, run }: SyncEntry,
    collector: string,
    { count, sha256, kept }: SyncEntry['evidence'][number]['answers'],
  ): Promise<string[] | undefined> {
    if (!kept) {
      this.#found.note('not-kept', `The answers of ${collector} were not kept, only their SHA-256`, {
        index,
        run,
      });
      return undefined;
    }
    const files = Array.from({ length: count }, (_, n) => PACK_FILE.answer(index, collector, n + 1));
    const all = createHash('sha256');
    let present = 0;
    for (const file of files) {
      this.#named.add(file);
      if (this.#names.has(file)) {
        all.update(sha256Of(await this.#files.read(file)));
        present += 1;
      } else this.#found.add('missing', `${file} is missing; the log names it`, { index, run, file });
    }
    this.counts.answers += present;
    if (present < count) return undefined;
    if (all.digest('hex') === sha256) return files;
    this.#found.add(
      'tampered',
      `The answers of ${collector} do not have the SHA-256 that the log gives them`,
      {
        index,
        run,
        file: files[0]?.replace(/[^/]+$/, ''),
      },
    );
    return undefined;
  }
}

function sealedIn(bytes: Buffer): SealedEvidence | undefined {
  try {
    return Sealed.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function isOutside(date: string, { startedAt, endedAt }: SyncEntry): boolean {
  const time = Date.parse(date);
  return !(time >= Date.parse(startedAt) - CLOCKS && time <= Date.parse(endedAt) + CLOCKS);
}
