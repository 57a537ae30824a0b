import type { Evidence } from '../domain/evidence.ts';
import { HOUR } from '../domain/time.ts';

/** Returns the age of evidence, in hours, at a time (milliseconds since 1970). Never negative, even if clocks differ. */
export function ageHours({ collectedAt }: Evidence, asOf: number): number {
  return Math.max(0, (asOf - Date.parse(collectedAt)) / HOUR);
}
