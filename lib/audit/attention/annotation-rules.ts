import { subjectText } from '../annotation-text.ts';
import { annotationsOfDays, type ReportedAnnotation } from '../annotations.ts';
import type { JudgedItem, Judgement } from './item.ts';
import type { AttentionState } from './subject.ts';

/** Finds annotations whose last day is over: the exception or gap that they explain is no longer accepted by a person. */
export function judgeAnnotations({ annotations }: AttentionState): Judgement {
  const expired = annotations.filter((annotation) => annotation.expired);
  const items = expired.map(
    ({ about, policyName, until, owner, reason }): JudgedItem => ({
      rule: 'expired-annotation',
      severity: 'medium',
      text: `The annotation of ${subjectText(about, policyName)} expired after ${until} (owner: ${owner}).`,
      action: 'Remove the exception, or annotate it again with a new end date.',
      details: [`Its reason: ${reason}`],
      source: null,
      portal: null,
    }),
  );
  return { items };
}

/** Returns the annotations that stand next to an item: about its policies, its days, or the sync that did not read. */
export function annotationsOfItem(
  annotations: readonly ReportedAnnotation[],
  { policies = [], days = [], source }: JudgedItem,
): ReportedAnnotation[] {
  const ofDays = new Set(days.flatMap((gap) => annotationsOfDays(annotations, gap)));
  return annotations.filter((annotation) => {
    const { about } = annotation;
    if ('policy' in about) return policies.includes(about.policy);
    if ('run' in about && source?.collector === null && source.run === about.run) return true;
    return ofDays.has(annotation);
  });
}
