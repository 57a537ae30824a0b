/** A span of time in which one scheduled sync is due. Milliseconds since 1970; `end` is not included. */
export interface DueSlot {
  /** The day (`2026-09-01`) or the time (`2026-09-01T05:00Z`) at which the sync is due. */
  due: string;
  start: number;
  end: number;
}

/** The due syncs of a connection's schedule. */
export interface Schedule {
  /** As configured: `daily`, `hourly`, `rate(…)` or `cron(…)`. */
  frequency: string;
  /** Milliseconds after its due time within which a scheduled sync may start. */
  window: number;
  /** Yields the slots that have a part in a span of time (milliseconds since 1970), oldest first. */
  slots: (from: number, to: number) => Iterable<DueSlot>;
}
