import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { recordSealedHistory } from '../support/sealed-history.ts';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';

const SYNCS = 90;
/** Seconds of CPU time. */
const LIMIT = 5;
const TIMES = 3;
const COMMAND = join(import.meta.dirname, '../../bin/m365-evidence.ts');
/** Makes a process print its CPU time in microseconds when it ends. */
const SAY_CPU_TIME = `data:text/javascript,process.on('exit',()=>process.stderr.write(String(process.cpuUsage().user)))`;

/** Measures the CPU time of `m365-evidence pack` for ninety days of the sandbox, in a process of its own. */
export async function packHistory(folder: string): Promise<Row> {
  const base = join(folder, 'sealed');
  await recordSealedHistory(join(base, 'sandbox'), { syncs: SYNCS, last: '2026-11-23T06:00:00.000Z' });
  const times: number[] = [];
  let bytes = 0;
  for (let time = 0; time < TIMES; time++) {
    const file = join(folder, `pack-${time}.zip`);
    const args = ['--import', SAY_CPU_TIME, COMMAND, 'pack', '--sandbox', '--quiet', '--output', file];
    const env = { ...process.env, M365_EVIDENCE_DIR: base };
    const { stderr } = await promisify(execFile)(process.execPath, args, { env });
    times.push(Number(stderr) / 1e6);
    bytes = (await stat(file)).size;
  }
  const seconds = median(times);
  const value = `${seconds.toFixed(1)} s of CPU, ${(bytes / 1e6).toFixed(1)} MB (median of ${TIMES})`;
  return limitedRow(`A pack of ${SYNCS} days, of ${LIMIT} s`, value, seconds / LIMIT, 1);
}
