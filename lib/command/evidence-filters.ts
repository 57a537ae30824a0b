import { knownCollector } from '../collectors/registry.ts';
import { type Evidence, type RequirementId, supportsOneOf } from '../domain/evidence.ts';
import type { Settings } from '../domain/settings.ts';
import { requirementsFor } from '../frameworks/evidence-mapping.ts';

/** The evidence that the user asks for. An omitted filter limits nothing. */
export interface Filters {
  collector?: string | undefined;
  /** Only evidence for one of these requirements; an empty list limits nothing. */
  requirements: readonly RequirementId[];
  /** The frameworks that are switched on. */
  settings: Pick<Settings, 'frameworks'>;
}

/** Returns whether an item is from the wanted collector and for a wanted requirement. */
export function fits(
  { collector, requirements }: Pick<Evidence, 'collector' | 'requirements'>,
  wanted: Pick<Filters, 'collector' | 'requirements'>,
): boolean {
  if (wanted.collector !== undefined && collector !== wanted.collector) return false;
  return wanted.requirements.length === 0 || supportsOneOf({ requirements }, wanted.requirements);
}

/** Returns whether a collector of this version can give evidence that passes the filters. */
export function mayMatch(id: string, wanted: Filters): boolean {
  const collector = knownCollector(id);
  const requirements = collector ? requirementsFor(collector, wanted.settings) : [];
  return fits({ collector: id, requirements }, wanted);
}
