import type { CollectedOutcome } from '../domain/collection-outcome.ts';
import type { Evidence, Requirement } from '../domain/evidence.ts';
import { FRAMEWORKS } from './frameworks.ts';

/** Framework id to requirement ids, as a collector declares them. */
export type EvidenceFor = Readonly<Record<string, readonly string[]>>;

/** Returns the requirements with these ids, with their titles. Throws if a framework does not contain an id. */
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

/** The run, connection and tenant of an observation. */
interface EvidenceOrigin {
  run: string;
  connection: string;
  tenantId: string;
}

/** Returns the evidence for an observation. Its id is deterministic: the same collector and run give the same entry. */
export function evidenceOf(
  { collector, observation }: CollectedOutcome,
  evidenceFor: EvidenceFor,
  { run, connection, tenantId }: EvidenceOrigin,
): Evidence {
  const { provenance, ...observed } = observation;
  return {
    id: `${connection}/${collector}/${run}`,
    run,
    connection,
    tenantId,
    collector,
    ...observed,
    requirements: requirementsOf(evidenceFor),
    provenance,
  };
}
