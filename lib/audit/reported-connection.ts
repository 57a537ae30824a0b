/** A connection to report on, with the settings that the register does not hold. */
export interface ReportedConnection {
  name: string;
  /** Whether it is still synced. If not, no day needs evidence. */
  configured: boolean;
  /** Twice its schedule's interval: older evidence is stale. */
  staleAfterHours: number;
  /** Hours after its collection for which evidence covers a day; 0: only the day of collection. */
  coversHours: number;
  /** Returns whether its schedule has a sync on a day (days since 1970, UTC). */
  isDue: (day: number) => boolean;
}
