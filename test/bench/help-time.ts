import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';

const LIMIT = 5;
const TIMES = 9;
const COMMAND = join(import.meta.dirname, '../../bin/m365-evidence.ts');
/** Has a process say, at its end, how many microseconds of processor time it took. */
const SAY_CPU_TIME = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write(String(user+system))})`;

/** The CPU time of `m365-evidence --help` against a process that does nothing, after a first call that fills Node's compile cache. */
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

/** Milliseconds of the command line with that argument; of a process that does nothing without one. */
async function cpuTime(argument?: string): Promise<number> {
  const program = argument === undefined ? ['-e', ''] : [COMMAND, argument];
  const { stderr } = await promisify(execFile)(process.execPath, ['--import', SAY_CPU_TIME, ...program]);
  return Number(stderr) / 1_000;
}
