import type { AnnotationText } from './annotation.ts';
import { startOfRun } from './execution.ts';
import { endOfPresent } from './future.ts';
import { holdsLikelySecret } from './likely-secret.ts';
import { DAY, daysUntil } from './time.ts';

/** Most days until the end of an annotation: an exception needs a review at least every two years. */
const MOST_DAYS = 731;

interface AnnotationProblem {
  /** A clause whose subject is the annotation's field: `until is …`. */
  problem: string;
  remedy: string;
}

/** Returns what is wrong with an annotation at a time (milliseconds since 1970), apart from its form; undefined if nothing is. */
export function annotationProblem(annotation: AnnotationText, now: number): AnnotationProblem | undefined {
  return secretProblem(annotation) ?? endProblem(annotation, now) ?? subjectProblem(annotation, now);
}

function secretProblem({ reason, owner, ticket = '' }: AnnotationText): AnnotationProblem | undefined {
  const [field] = Object.entries({ reason, owner, ticket }).find(([, text]) => holdsLikelySecret(text)) ?? [];
  if (field === undefined) return undefined;
  return {
    problem: `${field} seems to hold a secret (a password, a key or a token), and an annotation is kept for years`,
    remedy: 'Leave it out. If it was a secret, replace it: it may be in the history of your shell.',
  };
}

function endProblem({ until }: AnnotationText, now: number): AnnotationProblem | undefined {
  const days = daysUntil(until, now);
  if (days < 0)
    return { problem: `until ${until} is in the past`, remedy: 'Write today or a later day (UTC).' };
  if (days <= MOST_DAYS) return undefined;
  return {
    problem: `until ${until} is more than two years away, and an exception needs a review`,
    remedy: `Write ${dayAfter(MOST_DAYS, now)} or an earlier day, and annotate it again after the review.`,
  };
}

function subjectProblem({ about }: AnnotationText, now: number): AnnotationProblem | undefined {
  if ('run' in about) {
    if (startOfRun(about.run) <= endOfPresent(now)) return undefined;
    return { problem: `run ${about.run} is dated in the future`, remedy: 'Name a sync that "runs" lists.' };
  }
  if ('policy' in about) return undefined;
  const { from, to } = about;
  if (from > to) return { problem: `from ${from} is after to ${to}`, remedy: 'Change one of them.' };
  if (daysUntil(to, now) <= 0) return undefined;
  return {
    problem: `to ${to} is in the future, and an annotation is about days that have begun`,
    remedy: `Write ${dayAfter(0, now)} or an earlier day (UTC).`,
  };
}

function dayAfter(days: number, now: number): string {
  return new Date(now + days * DAY).toISOString().slice(0, 10);
}
