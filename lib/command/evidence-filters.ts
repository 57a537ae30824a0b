import { knownCollector } from '../collectors/registry.ts';
import { type Evidence, type RequirementId, supportsOneOf } from '../domain/evidence.ts';
import { requirementsOf } from '../frameworks/evidence-mapping.ts';

/** The evidence that the user asks for. An omitted filter limits nothing. */
export interface Filters {
  collector?: string | undefined;
  /** Only evidence for one of these requirements; an empty list limits nothing. */
  requirements: readonly RequirementId[];
}

/** Returns whether an item is from the wanted collector and for a wanted requirement. */
export function fits(
  { collector, requirements }: Pick<Evidence, 'collector' | 'requirements'>,
  wanted: Filters,
): boolean {
  if (wanted.collector !== undefined && collector !== wanted.collector) return false;
  return wanted.requirements.length === 0 || supportsOneOf({ requirements }, wanted.requirements);
}

/** Returns whether a collector of this version can give evidence that passes the filters. */
export function mayMatch(collector: string, wanted: Filters): boolean {
  const evidenceFor = knownCollector(collector)?.evidenceFor ?? {};
  return fits({ collector, requirements: requirementsOf(evidenceFor) }, wanted);
}
