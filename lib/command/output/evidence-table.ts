import type { Evidence, RecordedEvidence } from '../../domain/evidence.ts';
import { sentence } from '../../domain/plain-text.ts';
import { minuteOf } from '../../domain/time.ts';
import type { Remarks } from '../../export/evidence-remarks.ts';
import { frameworkTitle } from '../../frameworks/frameworks.ts';
import { sandboxFooter } from './sandbox-footer.ts';
import { tableText } from './table-text.ts';

/** Returns evidence as a table, with the requirements that it is evidence for. */
export function evidenceTable(evidence: readonly Evidence[]): string {
  const rows = evidence.map((item) => [item.title, says(item), requirementsOf(item)]);
  return tableText([['Evidence', 'What it says', 'Evidence for'], ...rows], [18, 42, 28]);
}

/** Returns evidence of several connections and times as a table, with the time of collection and the connection first. */
export function evidenceList(evidence: readonly RecordedEvidence[], remarks: Remarks): string {
  const rows = evidence.map((item) => [
    `${minuteOf(item.collectedAt)}\n${item.connection}`,
    item.title,
    [says(item), ...remarks(item).map((remark) => `This item ${remark}.`)].join(' '),
    requirementsOf(item),
  ]);
  const head = ['Collected (UTC)', 'Evidence', 'What it says', 'Evidence for'];
  return `${tableText([head, ...rows], [16, 14, 36, 21])}${sandboxFooter(evidence)}`;
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
