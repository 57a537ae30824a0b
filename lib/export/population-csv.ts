import type { DueSyncRow } from '../audit/due-sync-rows.ts';
import { inert } from './csv-cells.ts';
import { csvText } from './csv-text.ts';

/** The columns, which are also the names of the fields in JSON. */
const COLUMNS = [
  'connection',
  'due',
  'outcome',
  'number',
  'startedAt',
  'endedAt',
  'trigger',
  'why',
  'run',
  'sandbox',
] as const;

/** Returns due syncs as CSV, one line each. Cells of a missing sync are empty, and no cell can start a formula. */
export function populationCsv(rows: readonly DueSyncRow[]): string {
  const lines = rows.map((row) =>
    COLUMNS.map((name) => {
      const value = row[name] ?? '';
      return typeof value === 'string' ? inert(value) : value;
    }),
  );
  return csvText([COLUMNS, ...lines]);
}
