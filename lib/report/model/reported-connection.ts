/** A connection to report on: what whoever configures it knows, and the register does not. */
export interface ReportedConnection {
  name: string;
  /** Whether it is still synced; else there is nothing to expect of a day. */
  configured: boolean;
  /** Twice its schedule: older evidence is stale. */
  staleAfterHours: number;
  /** How long after it was collected evidence covers a day; 0: only its own. */
  coversHours: number;
  /** Whether its schedule has a sync on a day (days since 1970, UTC). */
  isDue: (day: number) => boolean;
}
