import { minuteOf } from '../domain/time.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { notCollected } from './output/run-text.ts';
import { wrapped } from './output/terminal.ts';

/**
 * Returns the wanted collectors that the newest sync of each connection did not read, as lines for people, so that no
 * reader takes older evidence for current. Empty if everything was read.
 */
export async function unreadByNewest(
  reader: RegisterReader,
  connections: readonly string[],
  isAskedFor: (collector: string) => boolean,
  now: number,
): Promise<string> {
  const newest = await Promise.all(connections.map((name) => reader.latestRun(name, now)));
  const lines = newest.flatMap((run) => {
    if (!run) return [];
    const outcomes = run.outcomes.filter(({ collector }) => isAskedFor(collector));
    const reasons = notCollected({ ...run, outcomes });
    if (reasons.length === 0) return [];
    const heading = `The newest sync of ${run.connection} (${minuteOf(run.startedAt)} UTC) did not read everything:`;
    return [wrapped(heading), ...reasons.map((line) => wrapped(line, '  '))];
  });
  return lines.map((line) => `${line}\n`).join('');
}
