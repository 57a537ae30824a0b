import { table } from 'table';
import type { Evidence } from '../../lambdas/domain/evidence.ts';
import { FRAMEWORKS } from '../../lambdas/mapping/frameworks.ts';
import { minuteOf } from './minute.ts';

/** Evidence with the controls that it is evidence for, as a table that fits 100 columns. */
export function evidenceTable(evidence: readonly Evidence[]): string {
  const rows = evidence.map((item) => [item.title, says(item), controlsOf(item)]);
  return table([['Evidence', 'What it says', 'Evidence for'], ...rows], {
    columns: [18, 42, 28].map((width) => ({ width, wrapWord: true })),
  });
}

/** The same of several connections and times: when it was collected, and whose it is, come first. */
export function evidenceList(evidence: readonly Evidence[]): string {
  const rows = evidence.map((item) => [
    `${minuteOf(item.collectedAt)}\n${item.connection}`,
    item.title,
    says(item),
    controlsOf(item),
  ]);
  return table([['Collected (UTC)', 'Evidence', 'What it says', 'Evidence for'], ...rows], {
    columns: [16, 14, 36, 21].map((width) => ({ width, wrapWord: true })),
  });
}

function says({ summary, complete, missing }: Evidence): string {
  return complete ? summary : `${summary} Partial: ${missing.join('; ')}.`;
}

function controlsOf({ requirements }: Evidence): string {
  return FRAMEWORKS.map(({ id, title }) => {
    const ids = requirements.filter(({ framework }) => framework === id).map((requirement) => requirement.id);
    return `${title}: ${ids.join(', ')}`;
  }).join('\n');
}
