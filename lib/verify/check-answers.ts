import { sha256Of } from '../log/document.ts';
import type { SyncEntry } from '../log/entry.ts';
import { PACK_FILE } from '../pack/pack-files.ts';
import type { CheckedFiles } from './checked-files.ts';
import type { Findings } from './finding.ts';
import type { SealedEvidence } from './sealed-evidence.ts';

interface CheckedAnswers {
  /** How many answers are there. */
  present: number;
  /** The files, in the order in which they were read, if all are as the log says. */
  intact?: readonly string[];
}

/** Compares the kept answers of a collector with the log. */
export class AnswerCheck {
  readonly #files: CheckedFiles;
  readonly #found: Findings;
  readonly #onNamed: (file: string) => void;

  constructor(files: CheckedFiles, found: Findings, onNamed: (file: string) => void) {
    this.#files = files;
    this.#found = found;
    this.#onNamed = onNamed;
  }

  /** `evidence` is the document that was made from the answers, if it is as the log says. It names the altered answer. */
  async check(
    { index, run }: SyncEntry,
    { collector, answers: { count, sha256, kept } }: SyncEntry['evidence'][number],
    evidence: SealedEvidence | undefined,
  ): Promise<CheckedAnswers> {
    if (!kept) {
      const message = `The answers of ${collector} were not kept, only their SHA-256`;
      this.#found.note('not-kept', message, { index, run });
      return { present: 0 };
    }
    const files = Array.from({ length: count }, (_, n) => PACK_FILE.answer(index, collector, n + 1));
    const hashes: string[] = [];
    for (const file of files) {
      this.#onNamed(file);
      const hash = await this.#files.sha256(file);
      if (hash !== undefined) hashes.push(hash);
      else this.#found.add('missing', `${file} is missing; the log names it`, { index, run, file });
    }
    const present = hashes.length;
    if (present < count) return { present };
    if (sha256Of(hashes.join('')) === sha256) return { present, intact: files };
    const altered = files.filter((_, n) => isAltered(hashes[n], n, evidence));
    const folder = PACK_FILE.answer(index, collector, 1).replace(/[^/]+$/, '');
    for (const file of altered.length > 0 ? altered : [folder])
      this.#found.add('tampered', `${file} does not have the SHA-256 that the log gives it`, {
        index,
        run,
        file,
      });
    return { present };
  }
}

/** Whether the evidence names another SHA-256 for an answer. It names each one unless there were too many. */
function isAltered(hash: string | undefined, nth: number, evidence: SealedEvidence | undefined): boolean {
  if (!evidence || evidence.provenance.answersOmitted) return false;
  const named = evidence.provenance.answers[nth]?.sha256;
  return named !== undefined && named !== hash;
}
