import type { Deployment } from '../deployment/deployment.ts';
import type { SyncReview } from '../domain/sync-review.ts';
import { findingsIn } from '../register/integrity.ts';
import { DamageLog, type RegisterFinding } from '../register/register-finding.ts';
import { RegisterReader } from '../register/register-reader.ts';

/** Returns the sync as the register holds it, and the findings on it and on earlier syncs; undefined if it is not recorded. */
export async function reviewOf(
  deployment: Deployment,
  connection: string,
  id: string,
  now: number,
): Promise<{ review: SyncReview; damaged: RegisterFinding[] } | undefined> {
  const log = new DamageLog();
  const reader = new RegisterReader(await deployment.register(), log.onDamaged);
  const run = await reader.run(connection, id);
  if (!run) return undefined;
  const review = await reader.review(run);
  const { evidence } = review;
  const changed = findingsIn({ evidence, runs: [run], isExpected: () => true, damaged: log.found(), now });
  return { review, damaged: [...log.found(), ...changed] };
}
