import { isExpired, type RecordedAnnotation } from '../domain/annotation.ts';
import type { Evidence } from '../domain/evidence.ts';
import { startOfRun } from '../domain/execution.ts';
import { isWithin, type Period } from '../domain/period.ts';
import { namedPolicies } from './named-policies.ts';

/** An annotation in a report: it stands next to the gap or the fact that it is about, and hides neither. */
export interface ReportedAnnotation extends RecordedAnnotation {
  /** Whether it was no longer valid on the last day of the report. */
  expired: boolean;
  /** Whether the log has an entry for it. If not, the next sync seals it. */
  sealed: boolean;
  /** The newest name of the policy that it is about; absent if it is about something else, or if no evidence names the policy. */
  policyName?: string;
}

/**
 * Returns the annotations that concern a period: about a sync or days in it, and all about policies, because an expired
 * exception is worth knowing. The time at which a person wrote them plays no part: a gap is often explained afterwards.
 * `policyNames` has names by the ids of policies.
 */
export function annotationsIn(
  annotations: readonly RecordedAnnotation[],
  period: Period,
  lastDay: string,
  policyNames: ReadonlyMap<string, string> = new Map(),
): ReportedAnnotation[] {
  return annotations
    .filter(({ about }) => concerns(about, period))
    .map((annotation) => {
      const { about, index } = annotation;
      const policyName = 'policy' in about ? policyNames.get(about.policy) : undefined;
      const state = { expired: isExpired(annotation, lastDay), sealed: index !== null };
      return { ...annotation, ...state, ...(policyName !== undefined && { policyName }) };
    });
}

function concerns(about: RecordedAnnotation['about'], { from, to }: Period): boolean {
  if ('policy' in about) return true;
  if ('run' in about) return isWithin(startOfRun(about.run), { from, to });
  return (
    (from === undefined || about.to >= from.slice(0, 10)) &&
    (to === undefined || `${about.from}T00:00:00.000Z` < to)
  );
}

/** Returns the annotations about a sync: those that name it, and those about the day on which it started. */
export function annotationsOfRun<A extends Pick<RecordedAnnotation, 'connection' | 'about'>>(
  annotations: readonly A[],
  run: { id: string; connection: string; startedAt: string },
): A[] {
  const day = run.startedAt.slice(0, 10);
  return annotations.filter(({ connection, about }) => {
    if (connection !== run.connection) return false;
    if ('run' in about) return about.run === run.id;
    return 'from' in about && about.from <= day && day <= about.to;
  });
}

/** Returns the annotations about days if at least one day is in a gap (`YYYY-MM-DD`, both included). */
export function annotationsOfDays<A extends Pick<RecordedAnnotation, 'about'>>(
  annotations: readonly A[],
  gap: { from: string; to: string },
): A[] {
  return annotations.filter(({ about }) => {
    if ('run' in about) {
      const day = startOfRun(about.run).slice(0, 10);
      return gap.from <= day && day <= gap.to;
    }
    return 'from' in about && about.from <= gap.to && gap.from <= about.to;
  });
}

/** Returns the annotations about policies that an evidence item of the same connection names. */
export function annotationsOfEvidence<A extends Pick<RecordedAnnotation, 'connection' | 'about'>>(
  annotations: readonly A[],
  { connection, facts }: Pick<Evidence, 'connection' | 'facts'>,
): A[] {
  const own = annotations.filter((one) => one.connection === connection && 'policy' in one.about);
  if (own.length === 0) return [];
  const ids = new Set(namedPolicies(facts).map(({ id }) => id));
  return own.filter(({ about }) => 'policy' in about && ids.has(about.policy));
}
