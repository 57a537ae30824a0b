import { annotationText } from '../../audit/annotation-text.ts';
import { annotationsOfRun, type ReportedAnnotation } from '../../audit/annotations.ts';
import type { SyncRun } from '../../domain/sync-run.ts';
import { minuteOf } from '../../domain/time.ts';
import { itemTable } from './item-table.ts';
import { collected, notCollected } from './run-text.ts';
import { SANDBOX_COLUMN, withSandboxFooter } from './sandbox-mark.ts';

const WRONG_CLOCK = 'Dated in the future: a clock was wrong. It does not count as a sync of today.';

/** Returns sync runs as a table, each with the outcomes of its collectors and what to do about failures. */
export function runsTable(
  runs: readonly SyncRun[],
  isDatedInFuture: (run: SyncRun) => boolean = () => false,
  annotations: readonly ReportedAnnotation[] = [],
): string {
  const outcomes = (run: SyncRun) =>
    [
      ...collected(run),
      ...notCollected(run),
      ...(isDatedInFuture(run) ? [WRONG_CLOCK] : []),
      ...annotationsOfRun(annotations, run).map((one) => annotationText(one, one)),
    ].join('\n');
  const table = itemTable(runs, [
    { head: 'Started (UTC)', cell: ({ startedAt }) => minuteOf(startedAt), box: 16 },
    { head: 'Connection', cell: ({ connection }) => connection, box: 12 },
    { head: 'Ended', cell: ({ status }) => status, box: 10 },
    { head: 'What was collected, and what was not', cell: outcomes, box: 49 },
    SANDBOX_COLUMN,
  ]);
  return withSandboxFooter(table, runs);
}
