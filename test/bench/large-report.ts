import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LARGE_ITEMS, LAST_SYNC } from './large-register.ts';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';

const LONGEST_MS = 3_000;
const LARGEST_BYTES = 3_000_000;
const TIMES = 5;
const COMMAND = join(import.meta.dirname, '../../bin/m365-evidence.ts');

/**
 * `m365-evidence report` on the large register in the folder, in fresh processes after a first that fills Node's compile
 * cache: how long each takes from its start to its end, and how large the file is.
 */
export async function largeReport(folder: string): Promise<Row[]> {
  const file = join(folder, 'report.html');
  await timeReport(folder, file);
  const took: number[] = [];
  for (let time = 0; time < TIMES; time++) took.push(await timeReport(folder, file));
  const { size } = await stat(file);
  const time = `${(median(took) / 1_000).toFixed(2)} s from start to end (median of ${TIMES})`;
  const what = `Report on ${LARGE_ITEMS.toLocaleString('en')} items, of 3 s`;
  return [
    limitedRow(what, time, median(took) / LONGEST_MS, 1),
    limitedRow('Its file, of 3 MB', `${(size / 1e6).toFixed(2)} MB`, size / LARGEST_BYTES, 1),
  ];
}

async function timeReport(folder: string, file: string): Promise<number> {
  const start = performance.now();
  const args = [COMMAND, 'report', '--sandbox', 'healthy', '--to', LAST_SYNC.slice(0, 10), '--output', file];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, M365_EVIDENCE_DIR: folder } });
  return performance.now() - start;
}
