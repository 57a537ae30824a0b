import type { RecordedEvidence } from '../domain/evidence.ts';
import { isDatedInFuture } from '../domain/future.ts';
import { nameOf } from '../register/integrity.ts';
import type { RegisterFinding } from '../register/register-finding.ts';

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
