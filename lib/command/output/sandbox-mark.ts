import { type SandboxName, sandboxesOf } from '../../domain/sandbox.ts';
import type { Column } from './item-table.ts';
import { isTerminal, wrapped } from './terminal.ts';

interface Marked {
  sandbox?: SandboxName | undefined;
}

/** In a pipe, marks each row of a table by the sandbox tenant that its data is from; empty for real data. */
export const SANDBOX_COLUMN: Column<Marked> = {
  head: 'Sandbox tenant',
  cell: ({ sandbox }) => sandbox ?? '',
  box: 'hidden',
};

/** Adds the line about sandbox data below a table on a terminal. In a pipe, the table's rows are marked instead. */
export function withSandboxFooter(table: string, items: readonly Marked[]): string {
  return isTerminal() ? `${table}${sandboxFooter(items)}` : table;
}

/** Returns the line below sandbox data; empty for real data. */
export function sandboxFooter(items: readonly Marked[]): string {
  const names = sandboxesOf(items);
  if (names.length === 0) return '';
  return `${wrapped(`Sandbox data (${names.join(', ')}): fictional, no evidence of a real tenant.`)}\n`;
}
