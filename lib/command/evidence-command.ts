import type { RecordedEvidence } from '../domain/evidence.ts';
import { remarksOn } from '../export/evidence-remarks.ts';
import { systemClock } from '../sync/system-clock.ts';
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
import { type TypedRange, timeRange } from './time-range.ts';
import { unreadByNewest } from './unread-by-newest.ts';

export interface EvidenceOptions extends PlaceOptions, TypedRange {
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
export async function evidenceCommand(_: unknown, options: EvidenceOptions): Promise<number> {
  const { collector, framework, requirement, from, to, history, limit, json, csv, allowEmpty } = options;
  const range = timeRange(options);
  const filters = {
    collector: collector === undefined ? undefined : collectorNamed(collector),
    requirements: requirementsNamed(framework, requirement),
    latest: options.latest ?? !(history || from || to),
    limit: limit ?? Number.POSITIVE_INFINITY,
    now: systemClock.now(),
  };
  await using deployment = await openDeployment(options, { reading: true });
  const register = await openForReading(deployment, options.connection);
  const { reader, chosen } = register;
  const connections = chosen.map(({ name }) => name);
  const found = await findEvidence(register, { ...filters, ...range, connections });
  const isEmpty = found.evidence.length === 0;
  if (!isEmpty || json || allowEmpty) process.stdout.write(await inForm(found, options, filters.now));
  if (isEmpty)
    process.stderr.write(await nothingFound({ what: 'evidence', allowEmpty }, deployment, register));
  if (filters.latest && !to && !json && !csv) {
    const unread = await unreadByNewest(reader, connections, (id) => mayMatch(id, filters), filters.now);
    (isEmpty ? process.stderr : process.stdout).write(unread);
  }
  if ((from || to) && !filters.latest) {
    const { now, ...wanted } = filters;
    const gaps = await evidenceGaps(reader, { ...wanted, connections: chosen, range: bounded(range), now });
    process.stderr.write(gapsText(gaps));
  }
  process.stderr.write(findingsText(found.damaged));
  return readStatus({ isEmpty, allowEmpty, damaged: found.damaged });
}

function bounded({ from, to }: { from?: string; to?: string }) {
  return { from, to };
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
