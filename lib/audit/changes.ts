import type { Collector } from '../collectors/collector.ts';
import { COLLECTORS } from '../collectors/registry.ts';
import { type Evidence, isSameTenant } from '../domain/evidence.ts';
import { everyFigure } from '../domain/figure.ts';
import { compareEvidence } from '../domain/sync-review.ts';
import { DAY, HOUR } from '../domain/time.ts';
import { type Change, changeOf } from './change.ts';
import type { AuditPeriod } from './period.ts';

/** The changes of all collectors since a point in time. */
export interface WindowChanges {
  window: 'day' | 'week' | 'period';
  /** The window's start: a day or a week before the period's end, or the period's start. */
  start: string;
  collectors: CollectorChange[];
}

/** The change of one collector since a window's start. */
export interface CollectorChange {
  collector: string;
  title: string;
  /** Null if the two states cannot be compared; `notCompared` then says why, as a clause. */
  change: Change | null;
  notCompared: string | null;
}

/** A point in time to compare with, and how far from it evidence may lie to show the state at that point. */
export interface Window {
  window: WindowChanges['window'];
  /** Milliseconds since 1970. */
  start: number;
  /** The evidence that shows the state at the start was collected from `from` to `to`, both included. */
  from: number;
  to: number;
  /** Whether the oldest of that evidence is nearest to the start, instead of the newest. */
  oldest: boolean;
}

/**
 * Returns the windows of a report. The state a day or a week ago is the newest evidence of that time, if it was not stale then.
 * The state when the period began is the period's oldest evidence, if it was read before the start would have been stale.
 */
export function windowsOf({ from, to }: Pick<AuditPeriod, 'from' | 'to'>, staleAfterHours: number): Window[] {
  const [end, reach] = [Date.parse(to), staleAfterHours * HOUR];
  const back = (window: 'day' | 'week', start: number): Window => ({
    window,
    start,
    from: start - reach,
    to: start,
    oldest: false,
  });
  const begin = from === null ? Number.NaN : Date.parse(from);
  return [
    back('day', end - DAY),
    back('week', end - 7 * DAY),
    ...(Number.isNaN(begin)
      ? []
      : [{ window: 'period', start: begin, from: begin, to: begin + reach, oldest: true } as const]),
  ];
}

/** The newest evidence of a collector, and all that was collected near the start of a window. */
export interface ComparedReadings {
  collector: string;
  newest: Evidence | null;
  /** In any order; may hold evidence that lies outside of the window. */
  near: readonly Evidence[];
}

/** Returns what changed in a window, for each collector of this version. */
export function changesIn(window: Window, readings: readonly ComparedReadings[]): WindowChanges {
  const collectors = COLLECTORS.map((collector) => {
    const read = readings.find(({ collector: id }) => id === collector.id);
    return collectorChange(collector, window, read?.newest ?? null, read?.near ?? []);
  });
  return { window: window.window, start: new Date(window.start).toISOString(), collectors };
}

function collectorChange(
  collector: Collector,
  window: Window,
  newest: Evidence | null,
  near: readonly Evidence[],
): CollectorChange {
  const { id, title, figures } = collector;
  const none = (notCompared: string) => ({ collector: id, title, change: null, notCompared });
  if (!newest) return none('never read');
  if (!newest.complete) return none('only a part was read');
  if (Date.parse(newest.collectedAt) <= window.start) return none('not read since');
  const candidates = near
    .filter(({ run, collectedAt }) => run !== newest.run && isIn(window, collectedAt))
    .toSorted((a, b) => (window.oldest ? 1 : -1) * (Date.parse(a.collectedAt) - Date.parse(b.collectedAt)));
  if (candidates.length === 0) return none(withoutBaseline(window, newest));
  const fitting = candidates.find((item) => item.complete && isSameTenant(item, newest));
  const compared = compareEvidence(fitting ?? candidates[0], newest, everyFigure(figures));
  if (!compared.evidence) return none(compared.incomparable ?? 'no evidence from then');
  return { collector: id, title, change: changeOf(collector, compared.evidence), notCompared: null };
}

function isIn({ from, to }: Window, time: string): boolean {
  const at = Date.parse(time);
  return at >= from && at <= to;
}

function withoutBaseline(window: Window, newest: Evidence): string {
  const isOnly = window.oldest && isIn(window, newest.collectedAt);
  return isOnly ? 'this is the first evidence' : 'no evidence from then';
}
