import type { AnnotationEntry, SyncEntry } from '../log/entry.ts';
import { PACK_FILE } from '../pack/pack-files.ts';
import { AnswerCheck } from './check-answers.ts';
import type { CheckedFiles } from './checked-files.ts';
import type { Findings } from './finding.ts';
import { isOutside, type SealedEvidence, sealedEvidenceIn } from './sealed-evidence.ts';

/** Called with an evidence document and the files of its kept answers, when all are as the log says. */
export type OnEvidence = (
  sync: SyncEntry,
  collector: string,
  evidence: SealedEvidence,
  answers: readonly string[],
) => void | Promise<void>;

/** Compares the documents and kept answers of the syncs with the log. */
export class DocumentCheck {
  /** How many were there to be compared. */
  readonly counts = { syncs: 0, items: 0, answers: 0, annotations: 0 };
  /** The files that the entries name. */
  readonly #named = new Set<string>();
  readonly #files: CheckedFiles;
  readonly #found: Findings;
  readonly #answers: AnswerCheck;

  constructor(files: CheckedFiles, found: Findings) {
    this.#files = files;
    this.#found = found;
    this.#answers = new AnswerCheck(files, found, (file) => this.#named.add(file));
  }

  async sync(sync: SyncEntry, onEvidence?: OnEvidence): Promise<void> {
    this.counts.syncs += 1;
    await this.#isAsSealed(sync, PACK_FILE.run(sync.index), sync.runSha256);
    for (const sealed of sync.evidence) {
      const file = PACK_FILE.evidence(sync.index, sealed.collector);
      const isAsSealed = await this.#isAsSealed(sync, file, sealed.sha256);
      const evidence = isAsSealed ? await this.#evidence(sync, file, sealed.answers.sha256) : undefined;
      if (isAsSealed) this.counts.items += 1;
      const answers = await this.#answers.check(sync, sealed, evidence);
      this.counts.answers += answers.present;
      if (evidence && answers.intact) await onEvidence?.(sync, sealed.collector, evidence, answers.intact);
    }
  }

  async annotation({ index, sha256 }: AnnotationEntry): Promise<void> {
    if (await this.#isAsSealed({ index }, PACK_FILE.annotation(index), sha256)) this.counts.annotations += 1;
  }

  /** Finds documents, answers and entries that the log does not name. Call it last. */
  unlisted(): void {
    for (const file of this.#files.names) {
      const isNamed = this.#named.has(file) || /^log\/\d{12}\.json$/.test(file);
      if (/^(log|syncs|annotations)\//.test(file) && !isNamed)
        this.#found.add('unlisted', `${file} is there, but the log does not name it`, { file });
    }
  }

  async #isAsSealed(
    { index, run }: { index: number; run?: string },
    file: string,
    sha256: string,
  ): Promise<boolean> {
    this.#named.add(file);
    const about = { index, run, file };
    const actual = await this.#files.sha256(file);
    if (actual === undefined) this.#found.add('missing', `${file} is missing; the log names it`, about);
    else if (actual !== sha256)
      this.#found.add('tampered', `${file} does not have the SHA-256 that the log gives it`, about);
    return actual === sha256;
  }

  /** Returns an evidence document; undefined if it does not name the answers that the log names. */
  async #evidence(sync: SyncEntry, file: string, answers: string): Promise<SealedEvidence | undefined> {
    const { index, run, startedAt, endedAt } = sync;
    const about = { index, run, file };
    const evidence = sealedEvidenceIn((await this.#files.read(file)) ?? Buffer.alloc(0));
    if (evidence?.provenance.sha256 !== answers) {
      this.#found.add('tampered', `${file} does not name the answers that the log gives it`, about);
      return undefined;
    }
    const outside = evidence.provenance.answers.find(({ date }) => date !== null && isOutside(date, sync));
    if (outside)
      this.#found.add(
        'backdated',
        `Microsoft dated an answer ${outside.date}, but the sync ran from ${startedAt} to ${endedAt}`,
        about,
      );
    return evidence;
  }
}
