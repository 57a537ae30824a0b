import type { ReportedConnection } from '../audit/connection-contents.ts';
import { expectationOf } from '../connections/frequency.ts';
import type { RecordedConnection } from '../deployment/connection-choice.ts';

/** Adds the days and ages that a connection's schedule implies. Assumes a daily schedule if it is no longer configured. */
export function reportedConnection({ name, configured }: RecordedConnection): ReportedConnection {
  const { frequency = 'daily', staleAfterHours = 48 } = configured ?? {};
  return { name, configured: configured !== undefined, staleAfterHours, ...expectationOf(frequency) };
}
