import type { RecordedEvidence } from '../../../lambdas/domain/evidence.ts';
import { isDatedInFuture } from '../../../lambdas/domain/future.ts';
import { nameOf } from '../../../lambdas/register/integrity.ts';
import type { RegisterFinding } from '../../../lambdas/register/register-finding.ts';

/**
 * Returns what a reader must know about an item that the item does not contain. Each remark is a clause with the item as
 * its subject.
 */
export type Remarks = (item: RecordedEvidence) => string[];

export function remarksOn(damaged: readonly RegisterFinding[], now: number): Remarks {
  const problems = new Map(damaged.map(({ item, problem }) => [item, problem]));
  return (item) => {
    const problem = problems.get(nameOf(item));
    return [...(problem ? [problem] : []), ...(isDatedInFuture(item, now) ? ['is dated in the future'] : [])];
  };
}
