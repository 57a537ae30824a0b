import type { RecordedEvidence } from '../domain/evidence.ts';
import { remarksOn } from '../export/evidence-remarks.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import type { CommandContext } from './command-definition.ts';
import { type Filters, mayMatch } from './evidence-filters.ts';
import { evidenceGaps } from './evidence-gaps.ts';
import { collectorNamed, requirementsNamed, switchedOffText } from './evidence-names.ts';
import { type FoundEvidence, findEvidence } from './evidence-query.ts';
import { readStatus } from './exit-status.ts';
import { openForReading } from './opened-register.ts';
import { nothingFound } from './output/empty-register.ts';
import { findingsText } from './output/findings-text.ts';
import { gapsText } from './output/gaps-text.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { hasRange, type TypedRange, timeRange } from './time-range.ts';
import { unreadByNewest } from './unread-by-newest.ts';

interface EvidenceOptions extends PlaceOptions, TypedRange {
  latest?: true;
  history?: true;
  population?: true;
  connection?: string[];
  collector?: string;
  requirement?: string;
  framework?: string;
  limit?: number;
  allowEmpty?: true;
  csv?: true;
  json?: true;
  format?: Format;
}

type Format = 'table' | 'json' | 'csv' | 'oscal';

/** Prints the evidence that is asked for, and on standard error what is missing or wrong. Returns the exit status. */
export async function evidence(
  _: unknown,
  options: EvidenceOptions,
  context: CommandContext,
): Promise<number> {
  if (options.population) {
    const { population } = await import('./population-action.ts');
    return population({ ...options, format: formatOf(options) }, context);
  }
  const { output, clock } = context;
  const { collector, framework, requirement, history, limit, allowEmpty } = options;
  const format = formatOf(options);
  const now = clock.now();
  const range = timeRange(options, now);
  const named = collector === undefined ? undefined : collectorNamed(collector);
  await using deployment = await openDeployment(options, output, { reading: true });
  const settings = await deployment.settings();
  const filters = {
    collector: named,
    requirements: requirementsNamed(framework, requirement, settings),
    settings,
    latest: options.latest ?? !(history || hasRange(options)),
    limit: limit ?? Number.POSITIVE_INFINITY,
    now,
  };
  const register = await openForReading(deployment, options.connection);
  const { reader, chosen } = register;
  const connections = chosen.map(({ name }) => name);
  const found = await findEvidence(register, { ...filters, ...range, connections });
  const isEmpty = found.evidence.length === 0;
  const isForPrograms = format === 'json' || format === 'oscal';
  if (!isEmpty || isForPrograms || allowEmpty)
    output.result(await inFormat(format, found, { reader, connections, ...filters }));
  if (isEmpty) {
    const nothing = await nothingFound({ what: 'evidence', allowEmpty }, deployment, register);
    (allowEmpty ? output.hint : output.problem)(nothing);
    output.hint(switchedOffText(filters.requirements, settings));
  }
  if (filters.latest && range.to === undefined && format === 'table') {
    const unread = await unreadByNewest(reader, connections, (id) => mayMatch(id, filters), now);
    (isEmpty ? output.hint : output.remark)(unread);
  }
  if (hasRange(options) && !filters.latest) {
    const gaps = await evidenceGaps(reader, { ...filters, connections: chosen, period: range });
    output.hint(gapsText(gaps));
  }
  output.problem(findingsText(found.damaged));
  return readStatus({ isEmpty, allowEmpty, damaged: found.damaged });
}

function formatOf({ format, json, csv }: EvidenceOptions): Format {
  if (format !== undefined) return format;
  return json ? 'json' : csv ? 'csv' : 'table';
}

/** What formats need besides the evidence. */
interface Surroundings extends Filters {
  reader: RegisterReader;
  connections: readonly string[];
  now: number;
}

async function inFormat(
  format: Format,
  found: FoundEvidence,
  { reader, connections, now, requirements, settings }: Surroundings,
): Promise<string> {
  const remarks = remarksOn(found.damaged, now);
  if (format === 'json') {
    const marked = (item: RecordedEvidence) => ({ ...item, remarks: remarks(item) });
    return `${JSON.stringify({ evidence: found.evidence.map(marked), damaged: found.damaged }, null, 2)}\n`;
  }
  if (format === 'oscal') {
    const { evidenceOscal } = await import('./evidence-oscal.ts');
    return evidenceOscal(reader, connections, found.evidence, settings);
  }
  if (format === 'csv') {
    const { requirementsCsv } = await import('../export/evidence-csv.ts');
    return requirementsCsv(found.evidence, { wanted: requirements, remarks });
  }
  if (found.evidence.length === 0) return '';
  const { evidenceList } = await import('./output/evidence-table.ts');
  return evidenceList(found.evidence, remarks, settings);
}
