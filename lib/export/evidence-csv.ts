import { COLLECTORS } from '../collectors/registry.ts';
import {
  type RecordedEvidence,
  type Requirement,
  type RequirementId,
  supportsOneOf,
} from '../domain/evidence.ts';
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
  ['collectorVersion', ({ provenance }) => provenance.collectorVersion],
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

/** An item, and one of the requirements that it is evidence for; undefined if it is for no requirement. */
interface Row {
  item: RecordedEvidence;
  requirement?: Requirement | undefined;
}

const REQUIREMENT: readonly [name: string, cell: (row: Row) => string][] = [
  ['framework', ({ requirement }) => requirement?.framework ?? ''],
  ['requirement', ({ requirement }) => requirement?.id ?? ''],
  ['description', ({ requirement }) => requirement?.title ?? ''],
];

/**
 * Returns evidence as CSV, one line an item. No cell can start a formula, whichever character a spreadsheet splits lines
 * at. `sha256` is the hash of the item in the register, `answersSha256` that of Graph's answers, as in the report.
 */
export function evidenceCsv(evidence: readonly RecordedEvidence[], remarks: Remarks = () => []): string {
  return csvOf(
    evidence.map((item) => ({ item })),
    remarks,
    [],
  );
}

/**
 * Returns evidence as CSV, one line an item and requirement, with three more columns: the framework's id, and the
 * requirement's id and description. An item that is for no requirement has one line. If requirements are wanted, returns
 * only their lines.
 */
export function requirementsCsv(
  evidence: readonly RecordedEvidence[],
  { wanted, remarks = () => [] }: { wanted: readonly RequirementId[]; remarks?: Remarks },
): string {
  const rows = evidence.flatMap((item): Row[] => {
    const requirements = item.requirements.filter(
      (own) => wanted.length === 0 || supportsOneOf({ requirements: [own] }, wanted),
    );
    return requirements.length > 0 ? requirements.map((requirement) => ({ item, requirement })) : [{ item }];
  });
  return csvOf(rows, remarks, REQUIREMENT);
}

function csvOf(rows: readonly Row[], remarks: Remarks, more: typeof REQUIREMENT): string {
  const columns: readonly Column[] = [...COLUMNS, ['remarks', (item) => remarks(item).join(', ')]];
  const lines = rows.map((row) => [
    ...columns.map(([name, cell]) => {
      const value = cell(row.item);
      return typeof value === 'string' && name !== FACTS ? inert(value) : value;
    }),
    ...more.map(([, cell]) => inert(cell(row))),
  ]);
  return csvText([[...columns, ...more].map(([name]) => name), ...lines]);
}
