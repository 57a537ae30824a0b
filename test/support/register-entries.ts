import { COLLECTORS } from '../../lib/collectors/registry.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import type { Facts } from '../../lib/domain/observation.ts';
import type { RunOutcome, SyncRun } from '../../lib/domain/sync-run.ts';
import { requirementsOf } from '../../lib/frameworks/evidence-mapping.ts';
import { provenance } from './observation.ts';

const SOME_FACTS: Record<string, Facts> = Object.fromEntries(
  COLLECTORS.map(({ id }) => [id, { number: 1, nothing: null }]),
);

/**
 * Returns a run with this start, and an evidence item for each collector with facts. The other collectors were skipped.
 */
export function syncAt(
  startedAt: string,
  connection = 'default',
  factsOf: Record<string, Facts> = SOME_FACTS,
): { run: SyncRun; evidence: Evidence[] } {
  const id = `${startedAt}_run`;
  const evidence = COLLECTORS.flatMap(({ id: collector, title, evidenceFor, version }): Evidence[] => {
    const facts = factsOf[collector];
    if (!facts) return [];
    const item: Evidence = {
      id: `${connection}/${collector}/${id}`,
      run: id,
      connection,
      tenantId: 't1',
      collector,
      title,
      collectedAt: startedAt,
      complete: true,
      missing: [],
      caveats: [],
      summary: `As of ${startedAt}`,
      facts,
      requirements: requirementsOf(evidenceFor),
      provenance: { ...provenance, collector, collectorVersion: version },
    };
    return [item];
  });
  const outcomes: RunOutcome[] = COLLECTORS.map(({ id: collector }) =>
    factsOf[collector]
      ? { collector, outcome: 'collected' }
      : { collector, outcome: 'skipped', reason: 'license-missing', remedy: 'Buy it.' },
  );
  const run: SyncRun = {
    id,
    connection,
    tenantId: 't1',
    startedAt,
    endedAt: startedAt,
    status: 'complete',
    outcomes,
    execution: 'arn',
  };
  return { run, evidence };
}
