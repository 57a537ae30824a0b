import type { LocalDeployment } from '../local/local-deployment.ts';
import { progressDisplay } from './progress-display.ts';

/** Records the sandbox tenant's last days before it is synced, and shows how far it is. */
export async function recordHistory(
  deployment: LocalDeployment,
  connection: string,
  days: number,
  signal: AbortSignal,
): Promise<void> {
  const display = progressDisplay(process.stderr);
  let done = 0;
  await deployment.recordHistory(connection, days, {
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
