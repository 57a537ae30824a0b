import type { Evidence, RecordedEvidence } from '../../domain/evidence.ts';
import { sentence } from '../../domain/plain-text.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import { minuteOf } from '../../domain/time.ts';
import type { Remarks } from '../../export/evidence-remarks.ts';
import type { Framework } from '../../frameworks/framework.ts';
import { frameworksOf, frameworkTitle } from '../../frameworks/frameworks.ts';
import { type Column, itemTable } from './item-table.ts';
import { SANDBOX_COLUMN, withSandboxFooter } from './sandbox-mark.ts';

/** Returns the column of requirements. Only the settings know the title of a deployer's own framework. */
function evidenceFor(settings: Pick<Settings, 'frameworks'>): Pick<Column<Evidence>, 'head' | 'cell'> {
  const frameworks = frameworksOf(settings);
  return { head: 'Evidence for', cell: (item) => requirementsOf(item, frameworks) };
}

/** Returns evidence as a table, with the requirements that it is evidence for. */
export function evidenceTable(
  evidence: readonly Evidence[],
  settings: Pick<Settings, 'frameworks'> = DEFAULT_SETTINGS,
): string {
  return itemTable(evidence, [
    { head: 'Evidence', cell: ({ title }) => title, box: 18 },
    { head: 'What it says', cell: says, box: 42 },
    { ...evidenceFor(settings), box: 28 },
    SANDBOX_COLUMN,
  ]);
}

/** Returns evidence of several connections and times as a table, with the time of collection and the connection first. */
export function evidenceList(
  evidence: readonly RecordedEvidence[],
  remarks: Remarks,
  settings: Pick<Settings, 'frameworks'> = DEFAULT_SETTINGS,
): string {
  const saysWithRemarks = (item: RecordedEvidence) =>
    [says(item), ...remarks(item).map((remark) => `This item ${remark}.`)].join(' ');
  const table = itemTable(evidence, [
    { head: 'Collected (UTC)', cell: ({ collectedAt }) => minuteOf(collectedAt), box: 16 },
    { head: 'Connection', cell: ({ connection }) => connection, box: 'line' },
    { head: 'Evidence', cell: ({ title }) => title, box: 14 },
    { head: 'What it says', cell: saysWithRemarks, box: 36 },
    { ...evidenceFor(settings), box: 21 },
    SANDBOX_COLUMN,
  ]);
  return withSandboxFooter(table, evidence);
}

function says({ summary, complete, missing, caveats }: Evidence): string {
  const partial = complete ? [] : [`Partial: ${missing.join('; ')}.`];
  const limits = caveats.map((caveat) => `Note: ${sentence(caveat)}`);
  return [summary, ...partial, ...limits].join(' ');
}

function requirementsOf({ requirements }: Evidence, frameworks: readonly Framework[]): string {
  const byFramework = Map.groupBy(requirements, ({ framework }) => framework);
  return [...byFramework]
    .map(
      ([framework, named]) =>
        `${frameworkTitle(framework, frameworks)}: ${named.map(({ id }) => id).join(', ')}`,
    )
    .join('\n');
}
