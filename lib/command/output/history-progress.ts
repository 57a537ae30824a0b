import type { HistoryWatch } from '../../deployment/deployment.ts';
import type { ProgressDisplay } from './progress-display.ts';

/** Shows the progress of `record`, which records this many days, on the display. */
export async function showHistory(
  days: number,
  display: ProgressDisplay,
  signal: AbortSignal,
  record: (watch: HistoryWatch) => Promise<void>,
): Promise<void> {
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
