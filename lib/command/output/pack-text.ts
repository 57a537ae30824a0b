import { counted } from '../../domain/figure-text.ts';
import type { Manifest } from '../../pack/pack-files.ts';
import type { SealedFiles } from '../../pack/sealed-files.ts';
import type { FileToWrite } from '../../pack/write-zip.ts';
import type { ProgressDisplay } from './progress-display.ts';

/** Progress is shown this many times. */
const STEPS = 10;

/** Returns the files, and shows how many of them were written. */
export function showProgress(files: readonly FileToWrite[], display: ProgressDisplay) {
  const every = Math.ceil(files.length / STEPS);
  const show = (count: number) =>
    display.show([
      {
        subject: 'Pack',
        mood: count === files.length ? 'good' : 'waiting',
        text: `${count} of ${counted(files.length, 'file')}`,
      },
    ]);
  return {
    files: files.map(({ name, read }, nth) => ({
      name,
      read: () => {
        if (nth % every === 0) show(nth);
        return read();
      },
    })),
    done() {
      show(files.length);
      display.done();
    },
  };
}

interface PackTotals {
  syncs: number;
  items: number;
  /** Answers that were kept. */
  answers: number;
}

export function packTotals({ syncs }: Pick<SealedFiles, 'syncs'>): PackTotals {
  const evidence = syncs.flatMap((sync) => sync.evidence);
  const kept = evidence.map(({ answers }) => (answers.kept ? answers.count : 0));
  return {
    syncs: syncs.length,
    items: evidence.length,
    answers: kept.reduce((sum, count) => sum + count, 0),
  };
}

/** Returns what was written, and how its reader verifies it. */
export function packSummary(
  { path, bytes }: { path: string; bytes: number },
  { from, to, size, root, keyIds }: Manifest,
  { syncs, items, answers }: PackTotals,
): string {
  const counts = [counted(syncs, 'sync'), counted(items, 'item'), counted(answers, 'answer')].join(', ');
  return `Pack: ${path} (${(bytes / 1_000).toFixed(0)} kB)
${from} to ${to}: ${counts}
Sealed: ${counted(size, 'entry', 'entries')}, root ${root}, key ${keyIds.join(', ')}
Its reader verifies it with "bash verify.sh", or with: npx m365-evidence verify ${path}
`;
}
