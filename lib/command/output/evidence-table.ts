import type { Evidence, RecordedEvidence } from '../../domain/evidence.ts';
import { sentence } from '../../domain/plain-text.ts';
import { minuteOf } from '../../domain/time.ts';
import type { Remarks } from '../../export/evidence-remarks.ts';
import { frameworkTitle } from '../../frameworks/frameworks.ts';
import { type Column, itemTable } from './item-table.ts';
import { SANDBOX_COLUMN, withSandboxFooter } from './sandbox-mark.ts';

const EVIDENCE_FOR: Pick<Column<Evidence>, 'head' | 'cell'> = { head: 'Evidence for', cell: requirementsOf };

/** Returns evidence as a table, with the requirements that it is evidence for. */
export function evidenceTable(evidence: readonly Evidence[]): string {
  return itemTable(evidence, [
    { head: 'Evidence', cell: ({ title }) => title, box: 18 },
    { head: 'What it says', cell: says, box: 42 },
    { ...EVIDENCE_FOR, box: 28 },
    SANDBOX_COLUMN,
  ]);
}

/** Returns evidence of several connections and times as a table, with the time of collection and the connection first. */
export function evidenceList(evidence: readonly RecordedEvidence[], remarks: Remarks): string {
  const saysWithRemarks = (item: RecordedEvidence) =>
    [says(item), ...remarks(item).map((remark) => `This item ${remark}.`)].join(' ');
  const table = itemTable(evidence, [
    { head: 'Collected (UTC)', cell: ({ collectedAt }) => minuteOf(collectedAt), box: 16 },
    { head: 'Connection', cell: ({ connection }) => connection, box: 'line' },
    { head: 'Evidence', cell: ({ title }) => title, box: 14 },
    { head: 'What it says', cell: saysWithRemarks, box: 36 },
    { ...EVIDENCE_FOR, box: 21 },
    SANDBOX_COLUMN,
  ]);
  return withSandboxFooter(table, evidence);
}

function says({ summary, complete, missing, caveats }: Evidence): string {
  const partial = complete ? [] : [`Partial: ${missing.join('; ')}.`];
  const limits = caveats.map((caveat) => `Note: ${sentence(caveat)}`);
  return [summary, ...partial, ...limits].join(' ');
}

function requirementsOf({ requirements }: Evidence): string {
  const byFramework = Map.groupBy(requirements, ({ framework }) => framework);
  return [...byFramework]
    .map(([framework, named]) => `${frameworkTitle(framework)}: ${named.map(({ id }) => id).join(', ')}`)
    .join('\n');
}
