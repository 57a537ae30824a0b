import { counted } from '../../domain/figure-text.ts';
import { EARLIER_ITEM } from '../../register/earlier-register.ts';
import type { RegisterFinding } from '../../register/register-finding.ts';
import { wrapped } from './terminal.ts';

/** A terminal shows about this many items; JSON and the report have all. */
const MOST = 20;

const REMEDY =
  'Only m365-evidence may write to the register. Find out who else wrote to it, restore the table to a time before that, and keep the damaged items for the investigation.';

/** Returns the items that differ from what a sync wrote, and what to do. Empty without findings. */
export function findingsText(findings: readonly RegisterFinding[]): string {
  if (findings.length === 0) return '';
  const lines = [
    wrapped(`${counted(findings.length, 'item')} of the register not as recorded:`),
    ...findings.slice(0, MOST).map(({ item, problem }) => wrapped(`${item} ${problem}`, '  ')),
    ...(findings.length > MOST
      ? [wrapped(`and ${findings.length - MOST} more (--json lists all)`, '  ')]
      : []),
    ...(findings.every(({ problem }) => problem === EARLIER_ITEM) ? [] : [wrapped(REMEDY)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
