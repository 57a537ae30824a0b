import { viewOf } from '../collectors/views.ts';
import type { Claim } from '../domain/claim.ts';
import type { RequirementId } from '../domain/evidence.ts';
import type { ReportNotes } from '../domain/report-notes.ts';

/**
 * Returns what a collector's evidence means for a requirement: the words of the collector, or of a deployer's own
 * framework. Each is null if nothing is written about it.
 */
export function claimOf(
  collector: string,
  { framework, id }: RequirementId,
  own: ReportNotes['claims'] = {},
): { [part in keyof Claim]: string | null } {
  const written = own[collector]?.[framework] ?? viewOf(collector)?.claims?.[framework];
  const { claim = null, limits = null, test = null } = written?.[id] ?? {};
  return { claim, limits, test };
}
