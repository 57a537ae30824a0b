import { type SandboxName, sandboxesOf } from '../../../lambdas/domain/sandbox.ts';
import { wrapped } from './text-width.ts';

/** The line below a table whose data is a sandbox tenant's; empty for real data. */
export function sandboxFooter(items: readonly { sandbox?: SandboxName | undefined }[]): string {
  const names = sandboxesOf(items);
  if (names.length === 0) return '';
  return `${wrapped(`Sandbox data (${names.join(', ')}): fictional, no evidence of a real tenant.`)}\n`;
}
