import type { Seal } from '../audit/seal.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { Period } from '../domain/period.ts';
import { includedPeriod } from '../pack/pack-period.ts';
import { registerPack } from '../pack/register-pack.ts';
import { newestCheckpoint } from '../register/newest-checkpoint.ts';
import { findingText } from '../verify/finding.ts';
import { verify } from '../verify/verify.ts';

/**
 * Returns the function that verifies a connection's log, and its documents of the report's period. If verification itself
 * fails, for example because a reader may not use the key, the report says that it was not verified.
 */
export function reportSeal(deployment: Deployment, period: Period, now: number) {
  return async (connection: string): Promise<Seal> => {
    const checkpoint = await newestCheckpoint(await deployment.register(), connection);
    if (!checkpoint) return { checkpoint, findings: null };
    const asked = includedPeriod(period);
    try {
      const pack = await registerPack(await deployment.sealed(connection), asked);
      const { findings } = await verify(pack, { ...asked, now: new Date(now).toISOString() });
      return { checkpoint, findings: findings.map(findingText) };
    } catch {
      return { checkpoint, findings: null };
    }
  };
}
