import { type SandboxName, sandboxesOf } from '../../domain/sandbox.ts';
import { wrapped } from './terminal.ts';

/** Returns the line below a table of sandbox data; empty for real data. */
export function sandboxFooter(items: readonly { sandbox?: SandboxName | undefined }[]): string {
  const names = sandboxesOf(items);
  if (names.length === 0) return '';
  return `${wrapped(`Sandbox data (${names.join(', ')}): fictional, no evidence of a real tenant.`)}\n`;
}
