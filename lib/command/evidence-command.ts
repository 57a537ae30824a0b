import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { chooseRecorded } from '../deployment/connection-choice.ts';
import { collectorNamed, requirementsNamed } from './evidence-names.ts';
import { couldGive, findEvidence } from './evidence-query.ts';
import { EXIT } from './exit-status.ts';
import { nothingFound } from './output/empty-register.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { type TypedRange, timeRange } from './time-range.ts';
import { unreadByNewest } from './unread-by-newest.ts';

export interface EvidenceOptions extends PlaceOptions, TypedRange {
  latest?: true;
  history?: true;
  connection?: string;
  collector?: string;
  requirement?: string;
  framework?: string;
  limit?: number;
  csv?: true;
  json?: true;
}

/** Prints what of the evidence register is asked for. Gives the exit status. */
export async function evidenceCommand(_: unknown, options: EvidenceOptions): Promise<number> {
  const { connection, collector, framework, requirement, from, to, history, limit } = options;
  const filters = {
    collector: collector === undefined ? undefined : collectorNamed(collector),
    requirements: requirementsNamed(framework, requirement),
    ...timeRange(options),
    latest: options.latest ?? !(history || from || to),
    limit: limit ?? Number.POSITIVE_INFINITY,
  };
  await using deployment = await openDeployment(options, { reading: true });
  const reader = new RegisterReader(await deployment.register());
  const recorded = await reader.connections();
  const connections = chooseRecorded(deployment.connections, recorded, connection).map(({ name }) => name);
  const evidence = await findEvidence(reader, { ...filters, connections });
  if (options.json) process.stdout.write(`${JSON.stringify({ evidence }, null, 2)}\n`);
  else if (options.csv) {
    const { evidenceCsv } = await import('./output/evidence-csv.ts');
    process.stdout.write(evidenceCsv(evidence));
  } else if (evidence.length > 0) {
    const { evidenceList } = await import('./output/evidence-table.ts');
    process.stdout.write(evidenceList(evidence));
  } else process.stderr.write(nothingFound('evidence', deployment, recorded));
  if (filters.latest && !to && !options.json && !options.csv) {
    const told = await unreadByNewest(reader, connections, (id) => couldGive(id, filters));
    (evidence.length > 0 ? process.stdout : process.stderr).write(told);
  }
  return EXIT.well;
}
