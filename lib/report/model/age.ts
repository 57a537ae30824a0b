import type { Evidence } from '../../../lambdas/domain/evidence.ts';
import { HOUR } from '../../../lambdas/domain/time.ts';

/** How old evidence was at a time (milliseconds since 1970), in hours; clocks that differ make nothing younger than new. */
export function ageHours({ collectedAt }: Evidence, asOf: number): number {
  return Math.max(0, (asOf - Date.parse(collectedAt)) / HOUR);
}
