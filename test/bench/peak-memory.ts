import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NODE_FLAGS } from '../../lib/infrastructure/bundling.ts';
import { bundle } from './bundle.ts';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';
import type { Sandboxes } from './sandboxes.ts';

const LIMIT = 1.15;
const TIMES = 5;

/**
 * Megabytes of V8's old generation, and a process that needs more fails. Two pages and the collector take less than 12. A
 * larger old generation fills with garbage, more of it in a longer reading, because V8 sees no reason to collect it.
 */
const OLD_SPACE = 16;

/**
 * Compares the peak memory of collecting 100,000 alerts, and keeping their answers, with that of 10,000, in fresh processes
 * with the flags of deployed functions and a small old generation.
 */
export async function peakMemory(sandboxes: Sandboxes, folder: string): Promise<Row> {
  const program = await bundle('test/bench/memory-process.ts', folder);
  const few: number[] = [];
  const many: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    few.push(await peakOf(program, sandboxes.portOf(10_000), join(folder, 'vault')));
    many.push(await peakOf(program, sandboxes.portOf(100_000), join(folder, 'vault')));
  }
  const [less, more] = [median(few), median(many)];
  const value = `${megabytes(more)}, of 10,000 ${megabytes(less)} (medians of ${TIMES})`;
  return limitedRow('Peak memory of collecting 100,000 alerts', value, more / less, LIMIT);
}

/** Returns the peak memory of one fresh process in kB, as the operating system reports it. */
async function peakOf(program: string, port: number, vault: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...NODE_FLAGS,
    `--max-old-space-size=${OLD_SPACE}`,
    program,
    String(port),
    vault,
  ]);
  return Number(stdout);
}

function megabytes(kilobytes: number): string {
  return `${((kilobytes * 1_024) / 1e6).toFixed(0)} MB`;
}
