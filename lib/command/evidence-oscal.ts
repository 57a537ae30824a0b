import type { RecordedEvidence } from '../domain/evidence.ts';
import type { Settings } from '../domain/settings.ts';
import type { AssessedSync } from '../export/oscal/assessment-results.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { oscalText } from './oscal-text.ts';

/** Returns evidence as OSCAL assessment results: a result for each sync that it is from, the oldest first. */
export async function evidenceOscal(
  reader: RegisterReader,
  connections: readonly string[],
  evidence: readonly RecordedEvidence[],
  settings: Pick<Settings, 'frameworks'>,
): Promise<string> {
  const syncs = new Map<string, AssessedSync & { evidence: RecordedEvidence[] }>();
  for (const item of evidence) {
    const name = `${item.run} ${item.connection}`;
    const run = syncs.get(name)?.run ?? (await reader.run(item.connection, item.run));
    // Without its run's record nothing says how the sync ended; the findings name the missing record.
    if (run) syncs.set(name, { run, evidence: [...(syncs.get(name)?.evidence ?? []), item] });
  }
  const sorted = [...syncs].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, sync]) => sync);
  const annotations = await Promise.all(connections.map((name) => reader.annotations(name)));
  return oscalText(sorted, settings, {
    annotations: annotations.flat(),
    connection: connections.join(', '),
    fileOf: () => undefined,
  });
}
