import { annotationsIn } from '../audit/annotations.ts';
import { readConnection } from '../audit/connection-history.ts';
import { coveredDaysOf, gapsOf } from '../audit/coverage.ts';
import { periodOf } from '../audit/period.ts';
import { COLLECTORS, titleOf } from '../collectors/registry.ts';
import type { RecordedConnection } from '../deployment/connection-choice.ts';
import type { Period } from '../domain/period.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { type Filters, fits, mayMatch } from './evidence-filters.ts';
import { reportedConnection } from './opened-register.ts';
import type { CollectorGaps } from './output/gaps-text.ts';

interface GapsQuery extends Filters {
  connections: readonly RecordedConnection[];
  period: Period;
  /** Milliseconds since 1970. */
  now: number;
}

/** Returns the days of a period that lack the wanted evidence, by the same rules as the report. */
export async function evidenceGaps(reader: RegisterReader, query: GapsQuery): Promise<CollectorGaps[]> {
  const { period, now, collector } = query;
  const wanted = COLLECTORS.map(({ id }) => id).filter((id) => mayMatch(id, query));
  const collectors = collector === undefined ? wanted : [collector];
  const found = query.connections.map(async (chosen): Promise<CollectorGaps[]> => {
    const connection = reportedConnection(chosen);
    const { name, coversHours, configured } = connection;
    const contents = await readConnection({ reader, connection: name, period, now, coversHours, collectors });
    const read = await reader.annotations(name);
    const annotations = annotationsIn(read, period, new Date(now).toISOString().slice(0, 10));
    const audited = periodOf(period, contents.firstSync, now);
    return contents.collectors.map((one) => {
      const covered = coveredDaysOf(one, coversHours, (item) => fits(item, query));
      const gaps = gapsOf({ ...connection, ...contents }, one, covered, { period: audited, now });
      return { connection: name, title: titleOf(one.collector), gaps: configured ? gaps : null, annotations };
    });
  });
  return (await Promise.all(found)).flat();
}
