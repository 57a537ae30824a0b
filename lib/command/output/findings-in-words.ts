import { counted } from '../../../lambdas/domain/figure-text.ts';
import type { RegisterFinding } from '../../../lambdas/register/register-finding.ts';
import { wrapped } from './text-width.ts';

/** A terminal holds about this many; JSON and the report have all. */
const MOST = 20;

const REMEDY =
  'Only m365-evidence may write to the register. Find out who else did, restore the table to a time before that, and keep the damaged items for the investigation.';

/** Names the items that are not as a sync wrote them, and says what to do; an empty text if all is well. */
export function findingsInWords(findings: readonly RegisterFinding[]): string {
  if (findings.length === 0) return '';
  const lines = [
    wrapped(`${counted(findings.length, 'item')} of the register not as recorded:`),
    ...findings.slice(0, MOST).map(({ item, problem }) => wrapped(`${item} ${problem}`, '  ')),
    ...(findings.length > MOST
      ? [wrapped(`and ${findings.length - MOST} more (--json lists all)`, '  ')]
      : []),
    wrapped(REMEDY),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
