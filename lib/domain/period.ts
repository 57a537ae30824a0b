/** A range of time, ISO 8601 in UTC: `from` is included, `to` is not. A missing end is open. */
export interface Period {
  from?: string | undefined;
  to?: string | undefined;
}

/** Returns whether a time (ISO 8601 in UTC, with milliseconds) is in the period. Compares text, which sorts by time. */
export function isWithin(time: string, { from, to }: Period): boolean {
  return (from === undefined || time >= from) && (to === undefined || time < to);
}
