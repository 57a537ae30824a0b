import { plausibleDate } from '../../domain/instant.ts';
import { DAY } from '../../domain/time.ts';
import type { Alert } from './alert.ts';

/** Summarizes resolved alerts one by one, in constant memory. */
export class ResolvedAlerts {
  count = 0;
  readonly #now: number;
  readonly #since: string;
  readonly #recent = { count: 0, withinDay: 0, withinWeek: 0, within30Days: 0, longer: 0, unknown: 0 };
  #withoutDate = 0;

  constructor(now: number) {
    this.#now = now;
    this.#since = new Date(now - 30 * DAY).toISOString();
  }

  add({ createdDateTime, resolvedDateTime }: Alert): void {
    this.count += 1;
    const resolved = plausibleDate(resolvedDateTime, this.#now);
    if (resolved === null) this.#withoutDate += 1;
    else if (resolved >= this.#since) {
      this.#recent.count += 1;
      this.#recent[speed(plausibleDate(createdDateTime, this.#now), resolved)] += 1;
    }
  }

  /** `resolvedLast30Days` is null if Graph gives no resolved alert a date, because zero would mean that no alert was resolved. */
  facts() {
    const isUnknown = this.count > 0 && this.#withoutDate === this.count;
    return {
      resolved: this.count,
      resolvedLast30Days: isUnknown ? null : this.#recent,
      resolvedWithoutDate: this.#withoutDate,
    };
  }
}

/** Returns how soon after its creation an alert was resolved. Dates in the wrong order are no answer. */
function speed(created: string | null, resolved: string) {
  const took = created === null ? -1 : Date.parse(resolved) - Date.parse(created);
  if (took < 0) return 'unknown';
  if (took <= DAY) return 'withinDay';
  if (took <= 7 * DAY) return 'withinWeek';
  return took <= 30 * DAY ? 'within30Days' : 'longer';
}
