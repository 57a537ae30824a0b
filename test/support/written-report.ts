import { afterAll, beforeAll } from '@jest/globals';
import type { ReportedConnection } from '../../lib/audit/connection-history.ts';
import type { ReportData } from '../../lib/audit/report-data.ts';
import { scheduleOf } from '../../lib/connections/due-slots.ts';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { type ReportRequest, readReport } from '../../lib/export/html/read-report.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import type { Sync } from './sandbox-syncs.ts';

const register = Promise.withResolvers<LocalRegister>();
beforeAll(async () => register.resolve(await openLocalRegister()));
afterAll(async () => (await register.promise).close());

/** The default time of reports in tests. */
export const NOW = '2026-11-23T12:00:00.000Z';

/** Returns a connection for a report, by default daily. */
export function reported(name: string, change: Partial<ReportedConnection> = {}): ReportedConnection {
  const daily = { staleAfterHours: 48, coversHours: 0, isDue: () => true, schedule: scheduleOf('daily') };
  return { name, configured: true, ...daily, ...change };
}

/**
 * Writes the syncs into a register of this test file, and reads a report on their connections, or on the given ones.
 */
export async function reportOn(
  syncs: readonly Sync[],
  request: Partial<ReportRequest> = {},
): Promise<ReportData> {
  const table = await register.promise;
  for (const { run, evidence } of syncs) await appendSync(table, run, evidence);
  const names = [...new Set(syncs.map(({ run }) => run.connection))];
  return readReport({
    reader: new RegisterReader(table),
    connections: names.map((name) => reported(name)),
    now: Date.parse(NOW),
    source: 'a test',
    ...request,
  });
}
