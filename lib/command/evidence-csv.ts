import { stringify } from 'csv-stringify/sync';
import type { Evidence } from '../../lambdas/domain/evidence.ts';

const COLUMNS: readonly [name: string, cell: (item: Evidence) => unknown][] = [
  ['collectedAt', ({ collectedAt }) => collectedAt],
  ['connection', ({ connection }) => connection],
  ['tenantId', ({ tenantId }) => tenantId],
  ['collector', ({ collector }) => collector],
  ['title', ({ title }) => title],
  ['summary', ({ summary }) => summary],
  ['complete', ({ complete }) => String(complete)],
  ['missing', ({ missing }) => missing.join('; ')],
  [
    'requirements',
    ({ requirements }) => requirements.map(({ framework, id }) => `${framework} ${id}`).join('; '),
  ],
  ['facts', ({ facts }) => JSON.stringify(facts)],
  ['endpoint', ({ provenance }) => provenance.endpoint],
  ['pages', ({ provenance }) => provenance.pages],
  ['items', ({ provenance }) => provenance.items],
  [
    'requestIds',
    ({ provenance }) => provenance.answers.map(({ requestId }) => requestId ?? 'none').join('; '),
  ],
  ['dates', ({ provenance }) => provenance.answers.map(({ date }) => date ?? 'none').join('; ')],
  ['sha256', ({ provenance }) => provenance.sha256],
  ['run', ({ run }) => run],
  ['id', ({ id }) => id],
];

/**
 * Evidence as CSV, a line each. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
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
