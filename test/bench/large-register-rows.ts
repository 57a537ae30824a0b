import { join } from 'node:path';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { fillLargeRegister } from './large-register.ts';
import { largeReport } from './large-report.ts';
import { latestEvidence } from './latest-evidence.ts';
import type { Row } from './row.ts';

/** Measures the commands that read a register of 400 syncs of three connections. */
export async function largeRegisterRows(folder: string): Promise<Row[]> {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  await fillLargeRegister(register);
  const latest = await latestEvidence(register);
  await register.close();
  return [...(await largeReport(folder)), latest];
}
