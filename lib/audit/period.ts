import type { Period } from '../domain/period.ts';

/** The period of a report: `from` is included, `to` is not. Figures, ages and recent syncs are as of its end. */
export interface AuditPeriod {
  /** Whether the user chose the start. If not, the period begins with the register's first sync. */
  chosen: boolean;
  /** Null if the user chose no start and there is no sync. */
  from: string | null;
  to: string;
}

/** Returns the period of a report. It ends now at the latest, and begins with the first sync unless `from` is given. */
export function periodOf({ from, to }: Period, firstSync: string | undefined, now: number): AuditPeriod {
  const written = new Date(now).toISOString();
  const end = to !== undefined && to < written ? to : written;
  return { chosen: from !== undefined, from: from ?? firstSync ?? null, to: end };
}

/** Returns the last day (`YYYY-MM-DD`) of a period, whose end is exclusive. */
export function lastDayOf({ to }: Pick<AuditPeriod, 'to'>): string {
  return new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
}

/** Returns whether a time is midnight in UTC. */
export function isMidnight(time: string): boolean {
  return time.endsWith('T00:00:00.000Z');
}
