import { counted } from '../../domain/figure-text.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Finding, Note } from '../../verify/finding.ts';
import type { Verdict } from '../../verify/verify.ts';
import { wrapped } from './terminal.ts';

/** A terminal shows about this many findings, and as many notes; JSON has all. */
const MOST = 50;
/** Messages quote the names and times in a pack, which a stranger may have written. */
const LONGEST = 400;

/** Returns the findings, the notes and the verdict, which is the last line: in the same words as that of verify.sh. */
export function verdictText(verdict: Verdict, { notes }: { notes: boolean }): string {
  const shown = [...linesOf(verdict.findings), ...(notes ? noteLines(verdict.notes) : [])];
  return [...shown.map((line) => wrapped(line)), lastLine(verdict)].map((line) => `${line}\n`).join('');
}

function linesOf(found: readonly (Finding | Note)[], prefix = ''): string[] {
  const lines = found
    .slice(0, MOST)
    .map(({ kind, message }) => `${prefix}${kind}: ${plainText(message, LONGEST)}`);
  const more = found.length - MOST;
  return more > 0 ? [...lines, `and ${counted(more, 'more', 'more')} (--json lists all)`] : lines;
}

/** Most answers that are not kept are not kept for one reason, so they are only counted. */
function noteLines(notes: readonly Note[]): string[] {
  const notKept = notes.filter(({ kind }) => kind === 'not-kept').length;
  const others = notes.filter(({ kind }) => kind !== 'not-kept');
  return [
    ...linesOf(others, 'Note, '),
    ...(notKept > 0
      ? [`Note, not-kept: the answers of ${counted(notKept, 'item')} were not kept, only their SHA-256`]
      : []),
  ];
}

function lastLine(verdict: Verdict): string {
  const { intact, findings, root, keyIds } = verdict;
  if (!intact) return `Not intact: ${counted(findings.length, 'finding')}`;
  return `Intact: ${packCounts(verdict)}, root ${root}, key ${keyIds.join(', ')}`;
}

/** What a pack holds, in numbers. */
export interface PackTotals {
  syncs: number;
  items: number;
  answers: number;
  annotations: number;
}

/** Returns what a pack holds, as `verify.sh` says it: `3 syncs, 12 items, 24 answers`, and annotations if there are any. */
export function packCounts({ syncs, items, answers, annotations }: PackTotals): string {
  return [
    counted(syncs, 'sync'),
    counted(items, 'item'),
    counted(answers, 'answer'),
    ...(annotations > 0 ? [counted(annotations, 'annotation')] : []),
  ].join(', ');
}
