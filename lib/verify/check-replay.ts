import { PACK_FILE } from '../pack/pack-files.ts';
import type { OnEvidence } from './check-documents.ts';
import type { CheckedFiles } from './checked-files.ts';
import type { Findings } from './finding.ts';
import { replay } from './replay.ts';

/** Returns the check that repeats each reading on its kept answers. Reads one answer at a time. */
export function replayCheck(files: CheckedFiles, found: Findings): OnEvidence {
  return async ({ index, run }, collector, evidence, answers) => {
    const about = { index, run, file: PACK_FILE.evidence(index, collector) };
    const body = async (nth: number) => (await files.read(answers[nth - 1] ?? '')) ?? Buffer.alloc(0);
    const repeated = await replay(collector, evidence, body);
    if (repeated.outcome === 'differs')
      found.add(
        'differs-on-replay',
        `The kept answers do not give ${collector} of ${run}: ${repeated.why}`,
        about,
      );
    if (repeated.outcome === 'not-replayed')
      found.note(
        'not-replayed',
        `The answers of ${collector} of ${run} were not folded again: ${repeated.why}`,
        about,
      );
    if (repeated.outcome === 'same-but-left-out')
      found.note(
        'not-replayed',
        `The facts of ${collector} of ${run} leave out texts that repeated a credential, so these texts were not compared`,
        about,
      );
  };
}
