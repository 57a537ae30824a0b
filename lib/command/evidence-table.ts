import { table } from 'table';
import type { Evidence } from '../../lambdas/domain/evidence.ts';
import { FRAMEWORKS } from '../../lambdas/mapping/frameworks.ts';

/** Evidence with the controls that it is evidence for, as a table that fits 100 columns. */
export function evidenceTable(evidence: readonly Evidence[]): string {
  const rows = evidence.map((item) => [item.title, says(item), controlsOf(item)]);
  return table([['Evidence', 'What it says', 'Evidence for'], ...rows], {
    columns: [
      { width: 18, wrapWord: true },
      { width: 42, wrapWord: true },
      { width: 28, wrapWord: true },
    ],
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
