import { COLLECTORS } from '../collectors/registry.ts';
import type { RecordedEvidence } from '../domain/evidence.ts';
import { everyFigure, figureIn } from '../domain/figure.ts';

import { inert, inertJson } from './csv-cells.ts';
import { csvText } from './csv-text.ts';
import type { Remarks } from './evidence-remarks.ts';

type Column = [name: string, cell: (item: RecordedEvidence) => string | number];

/** The column whose cells are JSON, in which an apostrophe would be an error. */
const FACTS = 'facts';

/** A column for each figure, named after its metric. A cell is empty if the item is from another collector or has no number. */
const FIGURES: readonly Column[] = COLLECTORS.flatMap(({ id, figures }) =>
  everyFigure(figures).map((figure): Column => {
    const cell = ({ collector, facts }: RecordedEvidence) =>
      collector === id ? (figureIn(facts, figure) ?? '') : '';
    return [figure.metric, cell];
  }),
);

const COLUMNS: readonly Column[] = [
  ['collectedAt', ({ collectedAt }) => collectedAt],
  ['connection', ({ connection }) => connection],
  ['tenantId', ({ tenantId }) => tenantId],
  ['sandbox', ({ sandbox }) => sandbox ?? ''],
  ['collector', ({ collector }) => collector],
  ['title', ({ title }) => title],
  ['summary', ({ summary }) => summary],
  ['complete', ({ complete }) => String(complete)],
  ['missing', ({ missing }) => missing.join(', ')],
  ['caveats', ({ caveats }) => caveats.join(', ')],
  [
    'requirements',
    ({ requirements }) => requirements.map(({ framework, id }) => `${framework} ${id}`).join(', '),
  ],
  ...FIGURES,
  [FACTS, ({ facts }) => inertJson(facts)],
  ['endpoint', ({ provenance }) => provenance.endpoint],
  ['pages', ({ provenance }) => provenance.pages],
  ['items', ({ provenance }) => provenance.items],
  [
    'requestIds',
    ({ provenance }) => provenance.answers.map(({ requestId }) => requestId ?? 'none').join(', '),
  ],
  ['dates', ({ provenance }) => provenance.answers.map(({ date }) => date ?? 'none').join(', ')],
  ['sha256', ({ sha256 }) => sha256],
  ['answersSha256', ({ provenance }) => provenance.sha256],
  ['run', ({ run }) => run],
  ['id', ({ id }) => id],
];

/**
 * Returns evidence as CSV, one line an item. No cell can start a formula, whichever character a spreadsheet splits lines
 * at. `sha256` is the hash of the item in the register, `answersSha256` that of Graph's answers, as in the report.
 */
export function evidenceCsv(evidence: readonly RecordedEvidence[], remarks: Remarks = () => []): string {
  const columns: readonly Column[] = [...COLUMNS, ['remarks', (item) => remarks(item).join(', ')]];
  const lines = evidence.map((item) =>
    columns.map(([name, cell]) => {
      const value = cell(item);
      return typeof value === 'string' && name !== FACTS ? inert(value) : value;
    }),
  );
  return csvText([columns.map(([name]) => name), ...lines]);
}
