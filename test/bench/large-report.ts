import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LARGE_ITEMS, LAST_SYNC } from './large-register.ts';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';

/** Was 2.5 while reading an item also took DynamoDB's maps apart: the report takes no longer, but the reading takes half the time. */
const LIMIT = 3;
/** 833 bytes an item: its text, a request-id, and three SHA-256 (the body, all answers, the item itself). */
const LARGEST_BYTES = 4_000_000;
const TIMES = 5;
const COMMAND = join(import.meta.dirname, '../../bin/m365-evidence.ts');
const READER = join(import.meta.dirname, 'read-register.ts');

/**
 * Compares `m365-evidence report` on the large register in the folder with reading and checking the same register, in
 * alternating fresh processes, after one of each that fills Node's compile cache. Also measures the size of the report.
 */
export async function largeReport(folder: string): Promise<Row[]> {
  const file = join(folder, 'report.html');
  const report = [
    COMMAND,
    'report',
    '--sandbox',
    'healthy',
    '--to',
    LAST_SYNC.slice(0, 10),
    '--output',
    file,
  ];
  const read = [READER, join(folder, 'sandbox')];
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let time = 0; time <= TIMES; time++) {
    ours.push(await timed(report, folder));
    floor.push(await timed(read, folder));
  }
  const { size } = await stat(file);
  const [mine, least] = [median(ours.slice(1)), median(floor.slice(1))];
  const value = `${mine.toFixed(0)} ms, reading and checking it ${least.toFixed(0)} ms (medians of ${TIMES})`;
  return [
    limitedRow(`Report on ${LARGE_ITEMS.toLocaleString('en')} items`, value, mine / least, LIMIT),
    limitedRow('Its file, of 4 MB', `${(size / 1e6).toFixed(2)} MB`, size / LARGEST_BYTES, 1),
  ];
}

/** Returns the milliseconds from the start of a process to its end. */
async function timed(program: string[], folder: string): Promise<number> {
  const env = { ...process.env, M365_EVIDENCE_DIR: folder, NODE_COMPILE_CACHE: join(folder, 'cache') };
  const start = performance.now();
  await promisify(execFile)(process.execPath, program, { env });
  return performance.now() - start;
}
