import { counted } from '../../domain/figure-text.ts';
import type { Manifest } from '../../pack/pack-files.ts';
import type { SealedFiles } from '../../pack/sealed-files.ts';
import type { FileToWrite } from '../../pack/write-zip.ts';
import type { ProgressDisplay } from './progress-display.ts';
import { type PackTotals, packCounts } from './verdict-text.ts';

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

/** Returns what a pack holds. Counts the answers that were kept. */
export function packTotals({ syncs, annotations }: Pick<SealedFiles, 'syncs' | 'annotations'>): PackTotals {
  const evidence = syncs.flatMap((sync) => sync.evidence);
  const kept = evidence.map(({ answers }) => (answers.kept ? answers.count : 0));
  return {
    syncs: syncs.length,
    items: evidence.length,
    answers: kept.reduce((sum, count) => sum + count, 0),
    annotations,
  };
}

/** Returns what was written, and how its reader verifies it. */
export function packSummary(
  { path, bytes }: { path: string; bytes: number },
  { from, to, size, root, keyIds }: Manifest,
  totals: PackTotals,
): string {
  return `Pack: ${path} (${(bytes / 1_000).toFixed(0)} kB)
${from} to ${to}: ${packCounts(totals)}
Sealed: ${counted(size, 'entry', 'entries')}, root ${root}, key ${keyIds.join(', ')}
Its reader verifies it with "bash verify.sh", or with: npx m365-evidence verify ${path}
`;
}
