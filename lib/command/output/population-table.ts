import type { DueSyncRow } from '../../audit/due-sync-rows.ts';
import { minuteOf } from '../../domain/time.ts';
import { itemTable } from './item-table.ts';
import { SANDBOX_COLUMN, withSandboxFooter } from './sandbox-mark.ts';

/** Returns due syncs as a table: a row each, with the outcome and the sync that counts for it. */
export function populationTable(rows: readonly DueSyncRow[]): string {
  const time = (text: string | undefined) => (text === undefined ? '' : minuteOf(text));
  const table = itemTable(rows, [
    { head: 'Due (UTC)', cell: ({ due }) => due, box: 17 },
    { head: 'Connection', cell: ({ connection }) => connection, box: 'line' },
    { head: 'Outcome', cell: ({ outcome }) => outcome, box: 10 },
    { head: 'Number', cell: ({ number }) => (number === undefined ? '' : String(number)), box: 6 },
    { head: 'Started', cell: ({ startedAt }) => time(startedAt), box: 16 },
    { head: 'Ended', cell: ({ endedAt }) => time(endedAt), box: 16 },
    { head: 'Why', cell: ({ why }) => why ?? '', box: 20 },
    { head: 'Sync', cell: ({ run }) => run ?? '', box: 'hidden' },
    SANDBOX_COLUMN,
  ]);
  return withSandboxFooter(table, rows);
}
