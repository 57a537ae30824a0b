import { alertsStep } from './alerts-step.ts';
import { median } from './median.ts';
import { plainLoop } from './plain-loop.ts';
import { limitedRow, type Row } from './row.ts';
import { assertSameCounts } from './same-counts.ts';

const LIMIT = 1.15;

/**
 * Compares the time of the collect step for this many alerts with that of a plain loop. Both run in turn, `times` each.
 */
export async function wallTime(alerts: number, port: number, times: number): Promise<Row> {
  const step = await alertsStep(port);
  const ours: number[] = [];
  const plain: number[] = [];
  for (let time = 0; time < times; time++) {
    const counted = await timed(() => step(), ours);
    const expected = await timed(() => plainLoop(port), plain);
    assertSameCounts(counted, expected);
  }
  const [mine, loop] = [median(ours), median(plain)];
  const value = `${mine.toFixed(0)} ms, plain loop ${loop.toFixed(0)} ms (medians of ${times})`;
  return limitedRow(`Collecting ${alerts.toLocaleString('en')} alerts`, value, mine / loop, LIMIT);
}

async function timed<T>(run: () => Promise<T>, times: number[]): Promise<T> {
  const start = performance.now();
  const result = await run();
  times.push(performance.now() - start);
  return result;
}
