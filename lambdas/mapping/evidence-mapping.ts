import type { CollectedOutcome } from '../domain/collection-outcome.ts';
import type { Evidence, Requirement } from '../domain/evidence.ts';
import { FRAMEWORKS } from './frameworks.ts';

/** Framework id to requirement ids, as a collector declares them. */
export type EvidenceFor = Readonly<Record<string, readonly string[]>>;

/** The requirements behind the ids, with their titles. Throws where an id is in no framework. */
export function requirementsOf(evidenceFor: EvidenceFor): Requirement[] {
  return Object.entries(evidenceFor).flatMap(([frameworkId, ids]) => {
    const framework = FRAMEWORKS.find(({ id }) => id === frameworkId);
    return ids.map((id) => {
      const title = framework?.requirements[id];
      if (title === undefined) throw new Error(`No framework ${frameworkId} with a requirement ${id}`);
      return { framework: frameworkId, id, title };
    });
  });
}

/** Where and when an observation was made. */
export interface EvidenceOrigin {
  run: string;
  connection: string;
  tenantId: string;
}

/** An observation as evidence. Its id is deterministic: the same collector and run give the same entry. */
export function evidenceOf(
  { collector, observation }: CollectedOutcome,
  evidenceFor: EvidenceFor,
  { run, connection, tenantId }: EvidenceOrigin,
): Evidence {
  const { title, collectedAt, complete, missing, caveats, summary, facts, provenance } = observation;
  return {
    id: `${connection}/${collector}/${run}`,
    run,
    connection,
    tenantId,
    collector,
    title,
    collectedAt,
    complete,
    missing,
    caveats,
    summary,
    facts,
    requirements: requirementsOf(evidenceFor),
    provenance,
  };
}
