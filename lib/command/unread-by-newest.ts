import { minuteOf } from '../../lambdas/domain/time.ts';
import type { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { notCollected } from './output/run-in-words.ts';
import { wrapped } from './output/text-width.ts';

/**
 * What the newest sync of each connection did not read of some collectors, so that nobody takes older evidence for its
 * own; else nothing.
 */
export async function unreadByNewest(
  reader: RegisterReader,
  connections: readonly string[],
  isAskedFor: (collector: string) => boolean,
  now: number,
): Promise<string> {
  const newest = await Promise.all(connections.map((name) => reader.latestRun(name, now)));
  const told = newest.flatMap((run) => {
    if (!run) return [];
    const outcomes = run.outcomes.filter(({ collector }) => isAskedFor(collector));
    const lines = notCollected({ ...run, outcomes });
    if (lines.length === 0) return [];
    const heading = `The newest sync of ${run.connection} (${minuteOf(run.startedAt)} UTC) did not read all:`;
    return [wrapped(heading), ...lines.map((line) => wrapped(line, '  '))];
  });
  return told.map((line) => `${line}\n`).join('');
}
