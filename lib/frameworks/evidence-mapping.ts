import type { CollectedOutcome } from '../domain/collection-outcome.ts';
import type { Evidence, Requirement, RequirementId } from '../domain/evidence.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { Framework } from './framework.ts';
import { FRAMEWORKS, frameworksOf, PUBLISHED } from './frameworks.ts';

/** Framework id to requirement ids, as a collector declares them. */
export type EvidenceFor = Readonly<Record<string, readonly string[]>>;

/**
 * Returns the requirements with these ids that belong to the frameworks, with their titles. Throws if a framework does not
 * contain an id, or if this version does not know a framework.
 */
export function requirementsOf(
  evidenceFor: EvidenceFor,
  frameworks: readonly Framework[] = FRAMEWORKS,
): Requirement[] {
  return Object.entries(evidenceFor).flatMap(([frameworkId, ids]) => {
    const framework = [...frameworks, ...PUBLISHED].find(({ id }) => id === frameworkId);
    const requirements = ids.map((id) => {
      const title = framework?.requirements[id];
      if (title === undefined) throw new Error(`No framework ${frameworkId} with a requirement ${id}`);
      return { framework: frameworkId, id, title };
    });
    return framework && frameworks.includes(framework) ? requirements : [];
  });
}

/** Returns the requirements that a collector's evidence supports, of the frameworks that the settings switch on. */
export function requirementsFor(
  collector: { id: string; evidenceFor: EvidenceFor },
  settings: Pick<Settings, 'frameworks'> = DEFAULT_SETTINGS,
): Requirement[] {
  return frameworksOf(settings).flatMap((framework) => {
    const { id, mapping } = framework;
    const ids = mapping ? mapping[collector.id] : collector.evidenceFor[id];
    return requirementsOf({ [id]: ids ?? [] }, [framework]);
  });
}

/** Returns whether a collector gives evidence for a requirement of a framework that the settings switch on. */
export function isCollectedBy(
  collector: { id: string; evidenceFor: EvidenceFor },
  { framework, id }: RequirementId,
  settings: Pick<Settings, 'frameworks'> = DEFAULT_SETTINGS,
): boolean {
  return requirementsFor(collector, settings).some((one) => one.framework === framework && one.id === id);
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
  settings: Pick<Settings, 'frameworks'> = DEFAULT_SETTINGS,
): Evidence {
  const { provenance, ...observed } = observation;
  return {
    id: `${connection}/${collector}/${run}`,
    run,
    connection,
    tenantId,
    collector,
    ...observed,
    requirements: requirementsFor({ id: collector, evidenceFor }, settings),
    provenance,
  };
}
