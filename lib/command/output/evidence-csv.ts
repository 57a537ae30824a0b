import { stringify } from 'csv-stringify/sync';
import { COLLECTORS } from '../../../lambdas/collectors/registry.ts';
import type { RecordedEvidence } from '../../../lambdas/domain/evidence.ts';
import { everyFigure, figureIn } from '../../../lambdas/domain/figure.ts';

import { inert, inertJson } from './csv-cells.ts';
import type { Remarks } from './evidence-remarks.ts';

type Column = [name: string, cell: (item: RecordedEvidence) => string | number];

/** Its cells are JSON, in which an apostrophe would be an error. */
const FACTS = 'facts';

/** A column for each figure, named as its metric; empty where an item is of another collector, or holds no number. */
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
 * Evidence as CSV, a line each. No cell can start a formula, whichever character a spreadsheet splits lines at. `sha256` is
 * that of the item as the register holds it, `answersSha256` that of Graph's answers: the report has the same values.
 */
export function evidenceCsv(evidence: readonly RecordedEvidence[], remarks: Remarks = () => []): string {
  const columns: readonly Column[] = [...COLUMNS, ['remarks', (item) => remarks(item).join(', ')]];
  const lines = evidence.map((item) =>
    columns.map(([name, cell]) => {
      const value = cell(item);
      return typeof value === 'string' && name !== FACTS ? inert(value) : value;
    }),
  );
  return stringify([columns.map(([name]) => name), ...lines], {
    quoted: true,
    escape_formulas: true,
    // By the mark and the line ends, Excel takes it for UTF-8.
    bom: true,
    record_delimiter: 'windows',
  });
}
