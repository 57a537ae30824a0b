import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import type { Evidence, Requirement } from '../../lambdas/domain/evidence.ts';
import { requirementsOf } from '../../lambdas/mapping/evidence-mapping.ts';

/** Which evidence of a connection is asked for. A filter that is left out limits nothing. */
export interface Filters {
  collector?: string | undefined;
  /** Evidence for one of these; an empty list limits nothing. */
  requirements: readonly Pick<Requirement, 'framework' | 'id'>[];
}

/** Whether an item is of the collector and for a requirement that are asked for. */
export function fits(
  { collector, requirements }: Pick<Evidence, 'collector' | 'requirements'>,
  wanted: Filters,
): boolean {
  if (wanted.collector !== undefined && collector !== wanted.collector) return false;
  const isFor = (one: Filters['requirements'][number]) =>
    requirements.some(({ framework, id }) => framework === one.framework && id === one.id);
  return wanted.requirements.length === 0 || wanted.requirements.some(isFor);
}

/** Whether a collector of this version gives evidence such as is asked for. */
export function couldGive(collector: string, wanted: Filters): boolean {
  const evidenceFor = COLLECTORS.find(({ id }) => id === collector)?.evidenceFor ?? {};
  return fits({ collector, requirements: requirementsOf(evidenceFor) }, wanted);
}
