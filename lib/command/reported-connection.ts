import { expectationOf } from '../cloud/frequency.ts';
import type { RecordedConnection } from '../deployment/connection-choice.ts';
import type { ReportedConnection } from '../report/model/reported-connection.ts';

/** Adds what its schedule lets expect. The schedule of a connection that is no longer configured is not known. */
export function reportedConnection({ name, configured }: RecordedConnection): ReportedConnection {
  const { frequency = 'daily', staleAfterHours = 48 } = configured ?? {};
  return { name, configured: configured !== undefined, staleAfterHours, ...expectationOf(frequency) };
}
