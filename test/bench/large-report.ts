import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LARGE, LAST_SYNC } from './large-register.ts';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';

const LONGEST_MS = 3_000;
const LARGEST_BYTES = 3_000_000;
const TIMES = 3;
const PROGRAM = join(import.meta.dirname, 'report-process.ts');

/** The report on the large register, each time by a fresh process: how long that takes from its start to its end, and how large the file is. */
export async function largeReport(register: string, folder: string): Promise<Row[]> {
  const file = join(folder, 'report.html');
  const took: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const start = performance.now();
    await promisify(execFile)(process.execPath, [PROGRAM, register, file, LAST_SYNC, ...LARGE.connections]);
    took.push(performance.now() - start);
  }
  const { size } = await stat(file);
  const items = (LARGE.connections.length * LARGE.syncs * 4).toLocaleString('en');
  const time = `${(median(took) / 1_000).toFixed(2)} s from start to end (median of ${TIMES})`;
  return [
    limitedRow(`Report on ${items} items, of 3 s`, time, median(took) / LONGEST_MS, 1),
    limitedRow('Its file, of 3 MB', `${(size / 1e6).toFixed(2)} MB`, size / LARGEST_BYTES, 1),
  ];
}
