import type { RecordedEvidence } from '../domain/evidence.ts';
import { remarksOn } from '../export/evidence-remarks.ts';
import type { CommandContext } from './command-definition.ts';
import { mayMatch } from './evidence-filters.ts';
import { evidenceGaps } from './evidence-gaps.ts';
import { collectorNamed, requirementsNamed } from './evidence-names.ts';
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
  connection?: string[];
  collector?: string;
  requirement?: string;
  framework?: string;
  limit?: number;
  allowEmpty?: true;
  csv?: true;
  json?: true;
}

/** Prints the evidence that is asked for, and on standard error what is missing or wrong. Returns the exit status. */
export async function evidence(
  _: unknown,
  options: EvidenceOptions,
  { output, clock }: CommandContext,
): Promise<number> {
  const { collector, framework, requirement, history, limit, json, csv, allowEmpty } = options;
  const now = clock.now();
  const range = timeRange(options, now);
  const filters = {
    collector: collector === undefined ? undefined : collectorNamed(collector),
    requirements: requirementsNamed(framework, requirement),
    latest: options.latest ?? !(history || hasRange(options)),
    limit: limit ?? Number.POSITIVE_INFINITY,
    now,
  };
  await using deployment = await openDeployment(options, output, { reading: true });
  const register = await openForReading(deployment, options.connection);
  const { reader, chosen } = register;
  const connections = chosen.map(({ name }) => name);
  const found = await findEvidence(register, { ...filters, ...range, connections });
  const isEmpty = found.evidence.length === 0;
  if (!isEmpty || json || allowEmpty) output.result(await inForm(found, options, now));
  if (isEmpty) {
    const nothing = await nothingFound({ what: 'evidence', allowEmpty }, deployment, register);
    (allowEmpty ? output.hint : output.problem)(nothing);
  }
  if (filters.latest && range.to === undefined && !json && !csv) {
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

async function inForm(found: FoundEvidence, { json, csv }: EvidenceOptions, now: number): Promise<string> {
  const remarks = remarksOn(found.damaged, now);
  if (json) {
    const marked = (item: RecordedEvidence) => ({ ...item, remarks: remarks(item) });
    return `${JSON.stringify({ evidence: found.evidence.map(marked), damaged: found.damaged }, null, 2)}\n`;
  }
  if (csv) {
    const { evidenceCsv } = await import('../export/evidence-csv.ts');
    return evidenceCsv(found.evidence, remarks);
  }
  if (found.evidence.length === 0) return '';
  const { evidenceList } = await import('./output/evidence-table.ts');
  return evidenceList(found.evidence, remarks);
}
