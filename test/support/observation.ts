import type { Observation } from '../../lib/domain/observation.ts';
import type { Provenance } from '../../lib/domain/provenance.ts';

/** Valid provenance, for tests of something else. */
export const provenance: Provenance = {
  collector: 'secure-score',
  collectorVersion: '1',
  tenantId: 't1',
  endpoint: 'https://graph.microsoft.com/v1.0/x',
  pages: 1,
  items: 0,
  requests: 1,
  sha256: '5'.repeat(64),
  answers: [],
  answersOmitted: 0,
};

/** A complete observation without objects. */
export const emptyObservation: Observation = {
  title: 'T',
  collectedAt: '2026-11-23T11:59:30Z',
  complete: true,
  missing: [],
  caveats: [],
  summary: 'S',
  facts: { atRisk: 0 },
  provenance,
};
