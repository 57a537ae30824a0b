import { isInFuture } from '../domain/future.ts';
import { minuteOf } from '../domain/time.ts';
import { findingsIn, nameOf, nameOfRun } from '../register/integrity.ts';
import type { RegisterFinding } from '../register/register-finding.ts';
import type { ConnectionHistory } from './connection-history.ts';

type Contents = Pick<ConnectionHistory, 'runs' | 'otherRuns' | 'collectors'>;

/** Returns the findings on a connection's evidence: of the period, or dated in the future, and not as its sync recorded it. */
export function changedItems(
  { runs, otherRuns, collectors }: Contents,
  damaged: readonly RegisterFinding[],
  now: number,
): RegisterFinding[] {
  const read = new Set(collectors.map(({ collector }) => collector));
  const found = findingsIn({
    evidence: collectors.flatMap(({ items, around, future }) => [...items, ...around, ...future]),
    runs: [...runs, ...otherRuns],
    isExpected: (run, collector) => runs.includes(run) && read.has(collector),
    damaged,
    now,
  });
  const outside = new Set(collectors.flatMap(({ around }) => around.map(nameOf)));
  return found.filter(({ item }) => !outside.has(item));
}

/** Returns a finding for each of a connection's syncs and evidence items that is dated in the future. */
export function futureItems({ otherRuns, collectors }: Contents, now: number): RegisterFinding[] {
  const runs = otherRuns.flatMap(({ connection, id, startedAt }) =>
    isInFuture(startedAt, now) ? [{ item: nameOfRun(connection, id), at: startedAt }] : [],
  );
  const evidence = collectors.flatMap(({ future }) =>
    future.map((item) => ({ item: nameOf(item), at: item.collectedAt })),
  );
  return [...runs, ...evidence].map(({ item, at }) => ({
    item,
    problem: `is dated in the future (${minuteOf(at)} UTC): a clock was wrong`,
  }));
}
