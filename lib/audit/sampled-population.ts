import type { RegisterFinding } from '../register/register-finding.ts';
import type { ConnectionHistory } from './connection-history.ts';
import { unreadableRuns, unrecordedRuns } from './missing-syncs.ts';
import type { AuditPeriod } from './period.ts';
import { type Counted, populationOf } from './population.ts';
import type { ConnectionReport } from './report-data.ts';
import { type SampleRequest, sampleOf } from './sample.ts';

interface Conditions {
  period: AuditPeriod;
  /** Milliseconds since 1970. */
  now: number;
  /** The damaged items of the register. */
  damaged: readonly RegisterFinding[];
  sample?: SampleRequest | undefined;
}

/** Returns the due syncs of a connection, and the sample of them if there is to be one. */
export function sampledPopulation(
  read: Omit<Counted, 'unreadable'> & ConnectionHistory & { name: string },
  { period, now, damaged, sample }: Conditions,
): Pick<ConnectionReport, 'population' | 'sample'> {
  const { name } = read;
  const unreadable = unreadableRuns(name, unrecordedRuns(read), damaged);
  const population = populationOf({ ...read, unreadable }, period, now);
  return { population, sample: sample ? sampleOf(population, { connection: name, ...sample }) : null };
}
