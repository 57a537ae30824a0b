import { minuteOf } from '../../../lambdas/domain/time.ts';
import type { RegisterReader } from '../../../lambdas/register/register-reader.ts';
import { notCollected } from './run-in-words.ts';
import { wrapped } from './text-width.ts';

/**
 * What the newest sync of each connection did not read of some collectors, so that nobody takes older evidence for its
 * own; else nothing.
 */
export async function unreadByNewest(
  reader: RegisterReader,
  connections: readonly string[],
  isAskedFor: (collector: string) => boolean,
): Promise<string> {
  const newest = await Promise.all(connections.map((name) => reader.runs(name, { limit: 1 })));
  const told = newest.flatMap(({ items: [run] }) => {
    const outcomes = run?.outcomes.filter(({ collector }) => isAskedFor(collector)) ?? [];
    const lines = run ? notCollected({ ...run, outcomes }) : [];
    if (!run || lines.length === 0) return [];
    const heading = `The newest sync of ${run.connection} (${minuteOf(run.startedAt)} UTC) did not read all:`;
    return [wrapped(heading), ...lines.map((line) => wrapped(line, '  '))];
  });
  return told.map((line) => `${line}\n`).join('');
}
