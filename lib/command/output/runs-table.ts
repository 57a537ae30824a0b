import type { SyncRun } from '../../domain/sync-run.ts';
import { minuteOf } from '../../domain/time.ts';
import { collected, notCollected } from './run-text.ts';
import { sandboxFooter } from './sandbox-footer.ts';
import { tableText } from './table-text.ts';

const WRONG_CLOCK = 'Dated in the future: a clock was wrong. It does not count as a sync of today.';

/** Returns sync runs as a table, each with the outcomes of its collectors and what to do about failures. */
export function runsTable(
  runs: readonly SyncRun[],
  isDatedInFuture: (run: SyncRun) => boolean = () => false,
): string {
  const rows = runs.map((run) => [
    minuteOf(run.startedAt),
    run.connection,
    run.status,
    [...collected(run), ...notCollected(run), ...(isDatedInFuture(run) ? [WRONG_CLOCK] : [])].join('\n'),
  ]);
  const head = ['Started (UTC)', 'Connection', 'Ended', 'What was collected, and what was not'];
  return `${tableText([head, ...rows], [16, 12, 10, 49])}${sandboxFooter(runs)}`;
}
