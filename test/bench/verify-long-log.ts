import { verify } from '../../lib/verify/verify.ts';
import { packOfLongLog } from '../support/long-log.ts';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';

/** Three years of hourly syncs. */
const ENTRIES = 26_280;
/** Seconds of CPU time. */
const LIMIT = 1;
const TIMES = 5;

/** Measures the CPU time of verifying a long log in memory. */
export async function verifyLongLog(): Promise<Row> {
  const pack = await packOfLongLog(ENTRIES);
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const before = process.cpuUsage();
    const { intact } = await verify(pack, { now: '2099-01-01T00:00:00.000Z' });
    if (!intact) throw new Error('The log is not intact');
    times.push(process.cpuUsage(before).user / 1e6);
  }
  const seconds = median(times);
  const value = `${(seconds * 1_000).toFixed(0)} ms of CPU (median of ${TIMES})`;
  return limitedRow(`Verifying ${ENTRIES.toLocaleString('en')} entries, of 1 s`, value, seconds / LIMIT, 1);
}
