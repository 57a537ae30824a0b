import { COLLECTORS } from '../collectors/registry.ts';
import type { Settings } from '../domain/settings.ts';
import { type AssessedSync, assessmentResults } from '../export/oscal/assessment-results.ts';
import { requirementsFor } from '../frameworks/evidence-mapping.ts';
import { softwareName } from '../installation/software.ts';

type Options = Parameters<typeof assessmentResults>[1];

/** Returns syncs as the JSON of OSCAL assessment results, written by this version for the frameworks that are switched on. */
export function oscalText(
  syncs: readonly AssessedSync[],
  settings: Pick<Settings, 'frameworks'>,
  options: Omit<Options, 'software' | 'requirements'>,
): string {
  const requirements = COLLECTORS.flatMap((collector) => requirementsFor(collector, settings));
  const results = assessmentResults(syncs, { ...options, software: softwareName(), requirements });
  return `${JSON.stringify(results, null, 2)}\n`;
}
