import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './median.ts';
import type { Row } from './row.ts';

const TIMES = 15;
/** Environment variables that the handlers read when they are loaded. */
const ENV = {
  AWS_REGION: 'eu-west-1',
  SEAL_KEY_ARN: 'arn:aws:kms:eu-west-1:111122223333:key/bench',
  COLLECTOR: 'secure-score',
  REGISTER_TABLE: 'bench',
  CONNECTIONS_PARAMETER: 'bench',
  NEEDED_PERMISSIONS: 'Policy.Read.All',
  EVIDENCE_FOR: '{}',
  SSM_URL: 'https://ssm.eu-west-1.amazonaws.com',
  STS_URL: 'https://sts.eu-west-1.amazonaws.com',
  VAULT_URL: 'https://bench.s3.eu-west-1.amazonaws.com',
  AWS_SESSION_TOKEN: 'token',
  SIGNING_KEY_ARN: 'arn:aws:kms:eu-west-1:111122223333:key/bench',
  SCHEDULES_PARAMETER: 'bench',
  LOG_ORIGIN: 'm365-evidence/111122223333/eu-west-1/Bench',
  CHECKPOINT_EVERY: 'sync',
  SOFTWARE: 'm365-evidence bench',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'key',
};

/** Compares the time in which a fresh Node process loads each bundle with that of an empty module. */
export async function importTimes(bundles: Record<string, string>, folder: string): Promise<Row[]> {
  const empty = join(folder, 'empty.mjs');
  await writeFile(empty, '');
  const times = new Map([empty, ...Object.values(bundles)].map((file): [string, number[]] => [file, []]));
  for (let time = 0; time < TIMES; time++) {
    for (const [file, taken] of times) taken.push(await loading(file));
  }
  const nothing = median(times.get(empty) ?? []);
  return Object.entries(bundles).map(([name, file]) => {
    const whole = median(times.get(file) ?? []);
    const value = `${whole.toFixed(0)} ms, empty module ${nothing.toFixed(0)} ms (medians of ${TIMES})`;
    return { what: `Process that loads ${name}`, value, ratio: whole / nothing };
  });
}

/** Returns the milliseconds from the start of a process to its end. */
async function loading(file: string): Promise<number> {
  const start = performance.now();
  await promisify(execFile)(process.execPath, [file], { env: ENV });
  return performance.now() - start;
}
