import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import type { Evidence } from '../../lambdas/domain/evidence.ts';
import type { SyncRun } from '../../lambdas/domain/sync-run.ts';
import { requirementsOf } from '../../lambdas/mapping/evidence-mapping.ts';
import { provenance } from './observation.ts';

/** A run that started at a time, and an evidence item of it for each collector. */
export function syncAt(startedAt: string, connection = 'default'): { run: SyncRun; evidence: Evidence[] } {
  const id = `${startedAt}_run`;
  const evidence = COLLECTORS.map(({ id: collector, title, evidenceFor, version }): Evidence => {
    return {
      id: `${connection}/${collector}/${id}`,
      run: id,
      connection,
      tenantId: 't1',
      collector,
      title,
      collectedAt: startedAt,
      complete: true,
      missing: [],
      summary: `As of ${startedAt}`,
      facts: { number: 1, nothing: null },
      requirements: requirementsOf(evidenceFor),
      provenance: { ...provenance, collector, collectorVersion: version },
    };
  });
  const outcomes = COLLECTORS.map((collector) => ({
    collector: collector.id,
    outcome: 'collected' as const,
  }));
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
