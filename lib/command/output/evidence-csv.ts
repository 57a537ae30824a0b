import { stringify } from 'csv-stringify/sync';
import { COLLECTORS } from '../../../lambdas/collectors/registry.ts';
import type { Evidence } from '../../../lambdas/domain/evidence.ts';
import { everyFigure, figureIn } from '../../../lambdas/domain/figure.ts';

type Column = [name: string, cell: (item: Evidence) => string | number];

/** A column for each figure, named as its metric; empty where an item is of another collector, or holds no number. */
const FIGURES: readonly Column[] = COLLECTORS.flatMap(({ id, figures }) =>
  everyFigure(figures).map((figure): Column => {
    const cell = ({ collector, facts }: Evidence) =>
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
  ['title', ({ title }) => inert(title)],
  ['summary', ({ summary }) => inert(summary)],
  ['complete', ({ complete }) => String(complete)],
  ['missing', ({ missing }) => inert(missing.join(', '))],
  ['caveats', ({ caveats }) => inert(caveats.join(', '))],
  [
    'requirements',
    ({ requirements }) => requirements.map(({ framework, id }) => `${framework} ${id}`).join(', '),
  ],
  ...FIGURES,
  ['facts', ({ facts }) => inertJson(facts)],
  ['endpoint', ({ provenance }) => inert(provenance.endpoint)],
  ['pages', ({ provenance }) => provenance.pages],
  ['items', ({ provenance }) => provenance.items],
  [
    'requestIds',
    ({ provenance }) => provenance.answers.map(({ requestId }) => requestId ?? 'none').join(', '),
  ],
  ['dates', ({ provenance }) => provenance.answers.map(({ date }) => date ?? 'none').join(', ')],
  ['sha256', ({ provenance }) => provenance.sha256],
  ['run', ({ run }) => run],
  ['id', ({ id }) => id],
];

/**
 * Evidence as CSV, a line each. A cell that a spreadsheet would take for a formula gets an apostrophe in front, and so
 * does what would begin a cell where lines are split at other places than commas.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function evidenceCsv(evidence: readonly Evidence[]): string {
  const lines = evidence.map((item) => COLUMNS.map(([, cell]) => cell(item)));
  return stringify([COLUMNS.map(([name]) => name), ...lines], {
    quoted: true,
    escape_formulas: true,
    // By the mark and the line ends, Excel takes it for UTF-8.
    bom: true,
    record_delimiter: 'windows',
  });
}

/** Spreadsheets of many countries split lines at semicolons, whatever the quotes say. */
function inert(text: string): string {
  return text.replace(/([;\t|])(?=["'\s]*[=+\-@＝＋－＠])/g, "$1'");
}

/** JSON in whose strings nothing looks like the beginning of a formula; read as JSON, it is the same. */
function inertJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"/g, (string) =>
    string.replace(/(?<=["';,\t| ])[=+\-@＝＋－＠]/g, escaped),
  );
}
