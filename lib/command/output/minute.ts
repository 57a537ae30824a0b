/** A time of the register to the minute, for a table that says that it is UTC: `2026-11-23 06:00`. */
export function minuteOf(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
