import { counted } from '../../domain/figure-text.ts';
import type { EndedSync } from '../ended-sync.ts';
import { itemTable } from './item-table.ts';
import { collected, notCollected } from './run-text.ts';
import { SANDBOX_COLUMN, withSandboxFooter } from './sandbox-mark.ts';

/** Returns the syncs of several connections as a table: how each ended, what it collected, and what to do. */
export function syncsTable(syncs: readonly EndedSync[]): string {
  const marked = syncs.map((sync) => ({ ...sync, sandbox: sync.run?.sandbox }));
  const table = itemTable(marked, [
    { head: 'Connection', cell: ({ connection }) => connection, box: 14 },
    { head: 'Ended', cell: ({ ended }) => ended.replace('-', ' '), box: 13 },
    { head: 'What was collected, and what was not', cell: details, box: 49 },
    {
      head: 'Sealed',
      cell: ({ checkpoint }) => (checkpoint ? counted(checkpoint.size, 'entry', 'entries') : ''),
      box: 10,
    },
    { head: 'Execution', cell: ({ execution }) => execution ?? '', box: 'hidden' },
    SANDBOX_COLUMN,
  ]);
  return withSandboxFooter(table, marked);
}

function details({ run, why }: EndedSync): string {
  const ofRun = run ? [...collected(run), ...notCollected(run)] : [];
  return [...ofRun, ...(why === null ? [] : [why])].join('\n');
}
