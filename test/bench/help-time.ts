import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';

const LIMIT = 5;
const TIMES = 9;
const COMMAND = join(import.meta.dirname, '../../bin/m365-evidence.ts');
/** Makes a process print its CPU time in microseconds when it ends. */
const SAY_CPU_TIME = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write(String(user+system))})`;

/**
 * Compares the CPU time of `m365-evidence --help` with an empty process, after a first call that fills Node's compile
 * cache.
 */
export async function helpTime(): Promise<Row> {
  await cpuTime('--help');
  const [help, nothing] = [[] as number[], [] as number[]];
  for (let time = 0; time < TIMES; time++) {
    help.push(await cpuTime('--help'));
    nothing.push(await cpuTime());
  }
  const [ours, empty] = [median(help), median(nothing)];
  const value = `${ours.toFixed(0)} ms of CPU, an empty process ${empty.toFixed(0)} ms (medians of ${TIMES})`;
  return limitedRow('m365-evidence --help', value, ours / empty, LIMIT);
}

/** Returns the CPU time of the command line with this argument, or of an empty process without one, in milliseconds. */
async function cpuTime(argument?: string): Promise<number> {
  const program = argument === undefined ? ['-e', ''] : [COMMAND, argument];
  const { stderr } = await promisify(execFile)(process.execPath, ['--import', SAY_CPU_TIME, ...program]);
  return Number(stderr) / 1_000;
}
