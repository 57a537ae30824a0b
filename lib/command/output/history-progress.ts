import type { HistoryWatch } from '../../deployment/deployment.ts';
import { progressDisplay } from './progress-display.ts';

/** Shows the progress of `record`, which records this many days. */
export async function showHistory(
  days: number,
  signal: AbortSignal,
  record: (watch: HistoryWatch) => Promise<void>,
): Promise<void> {
  const display = progressDisplay(process.stderr);
  let done = 0;
  await record({
    signal,
    onDay({ date }) {
      done += 1;
      if (done % 10 !== 0 && done !== days) return;
      const text = `${done} of ${days} days, up to ${date}`;
      display.show([{ subject: 'History', mood: done === days ? 'good' : 'waiting', text }]);
    },
  });
  display.done();
}
