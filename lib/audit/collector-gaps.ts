import type { CollectorGaps } from './attention/subject.ts';
import type { Coverage, FrameworkCoverage } from './framework-coverage.ts';

/**
 * Returns the days without evidence of each collector of a connection; null if days were not counted. Requirements of one
 * collector can differ, because a mapping changed: the requirement with the fewest such days shows when nothing was read.
 */
export function gapsByCollector(
  coverage: readonly FrameworkCoverage[],
  connection: string,
): CollectorGaps[] | null {
  const rows = coverage.flatMap(({ requirements }) =>
    requirements.flatMap(({ evidence }) => evidence.filter((row) => row.connection === connection)),
  );
  const byCollector = Map.groupBy(rows, ({ collector }) => collector);
  const counted = [...byCollector.values()].flatMap((group) => {
    const [fewest] = group.toSorted((a, b) => daysIn(a) - daysIn(b));
    const { collector, title, gaps } = fewest ?? {};
    return collector && title && gaps ? [{ collector, title, gaps }] : [];
  });
  return counted.length > 0 ? counted : null;
}

function daysIn({ gaps }: Coverage): number {
  return (gaps ?? []).reduce((sum, { days }) => sum + days, 0);
}
