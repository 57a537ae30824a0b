import type { Annotation, AnnotationSubject } from '../domain/annotation.ts';
import { sentence } from '../domain/plain-text.ts';

/** Returns an annotation in one line: `Annotation, valid until 2027-01-31, owner Security team, ticket RISK-7: reason.` */
export function annotationText(
  { owner, until, ticket, reason }: Annotation,
  { expired = false } = {},
): string {
  const end = expired ? `expired on ${until}` : `valid until ${until}`;
  const marks = ['Annotation', end, `owner ${owner}`, ...(ticket === undefined ? [] : [`ticket ${ticket}`])];
  return `${marks.join(', ')}: ${sentence(reason)}`;
}

/** Returns what an annotation is about: `policy “Block legacy sign-in” (4f1c…)`, `sync 2026-11-23T06:00:00.000Z_…`, `2026-11-01 to 2026-11-03`. */
export function subjectText(about: AnnotationSubject, policyName?: string): string {
  if ('policy' in about) return policyText(about.policy, policyName);
  if ('run' in about) return `sync ${about.run}`;
  return about.from === about.to ? about.from : `${about.from} to ${about.to}`;
}

/** Returns a policy by its name and id; by its id if no evidence names it. */
export function policyText(id: string, name?: string): string {
  return name === undefined ? `policy ${id}` : `policy “${name}” (${id})`;
}
