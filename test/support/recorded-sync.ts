import { appendSync } from '../../lib/register/evidence-register.ts';
import type { RegisterTable } from '../../lib/register/register-client.ts';
import { nameLog } from '../../lib/register/register-log.ts';
import type { Sync } from './sandbox-syncs.ts';

/** Records a sync of a connection that has a log, but does not seal it. */
export async function recordSync(table: RegisterTable, { run, evidence }: Sync): Promise<void> {
  await appendSync(table, run, evidence);
  await nameLog(table, run.connection);
}
