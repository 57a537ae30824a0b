import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Select } from './alert-pages.ts';
import { bundle } from './bundle.ts';
import { median } from './median.ts';
import type { Usage } from './process-usage.ts';
import { limitedRow, type Row } from './row.ts';
import { assertSameCounts } from './same-counts.ts';
import type { Sandboxes } from './sandboxes.ts';

const ALERTS = 10_000;
const TIMES = 9;
const LIMITS: Record<Select, { cpu: number; wall: number }> = {
  honours: { cpu: 0.6, wall: 0.75 },
  ignores: { cpu: 1.25, wall: 1.25 },
};

interface Measured {
  cpu: number[];
  wall: number[];
}

/**
 * Measures CPU and wall time of processes that collect 10,000 alerts, on a server that honours $select and on one that
 * ignores it. The floor asks without $select, requests the next page as soon as it has parsed one, and checks nothing.
 */
export async function alertProcesses(sandboxes: Sandboxes, folder: string): Promise<Row[]> {
  const ours = await bundle('test/bench/collect-process.ts', folder);
  const floor = await bundle('test/bench/floor-process.ts', folder);
  const rows: Row[] = [];
  for (const select of ['honours', 'ignores'] as const) {
    const port = sandboxes.portOf(ALERTS, select);
    const [mine, least]: [Measured, Measured] = [empty(), empty()];
    for (let time = 0; time < TIMES; time++) {
      assertSameCounts(await measure(ours, port, mine), await measure(floor, port, least));
    }
    const { cpu, wall } = LIMITS[select];
    rows.push(row(`CPU of 10,000 alerts, a server that ${select} $select`, mine.cpu, least.cpu, cpu));
    rows.push(row(`Wall time of the same`, mine.wall, least.wall, wall));
  }
  return rows;
}

const empty = (): Measured => ({ cpu: [], wall: [] });

function row(what: string, ours: readonly number[], floor: readonly number[], limit: number): Row {
  const [mine, least] = [median(ours), median(floor)];
  const value = `${mine.toFixed(0)} ms, floor ${least.toFixed(0)} ms (medians of ${TIMES} processes)`;
  return limitedRow(what, value, mine / least, limit);
}

async function measure(program: string, port: number, measured: Measured): Promise<Usage['counts']> {
  const start = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(port)]);
  measured.wall.push(performance.now() - start);
  const { counts, cpu } = JSON.parse(stdout) as Usage;
  measured.cpu.push(cpu);
  return counts;
}
