import type { Period } from './report-data.ts';

/** Which part of the register to read, ISO 8601; what is undefined is read to its end. `to` itself is no part of it. */
export interface Range {
  from: string | undefined;
  to: string | undefined;
}

/** The period that a report is about: up to now at the most, and from the first sync on unless told. */
export function periodOf({ from, to }: Range, firstSync: string | undefined, now: number): Period {
  const written = new Date(now).toISOString();
  const end = to !== undefined && to < written ? to : written;
  return { chosen: from !== undefined, from: from ?? firstSync ?? null, to: end };
}
