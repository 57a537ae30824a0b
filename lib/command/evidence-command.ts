import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { collectorsNamed, findEvidence, requirementsNamed } from './evidence-query.ts';
import { evidenceList } from './evidence-table.ts';
import { EXIT } from './exit-status.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { type TypedRange, timeRange } from './time-range.ts';

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
  const filters = {
    collectors: collectorsNamed(options.collector),
    requirements: requirementsNamed(options.framework, options.requirement),
    ...timeRange(options),
    latest: options.latest ?? !(options.history || options.from || options.to),
    limit: options.limit ?? Number.POSITIVE_INFINITY,
  };
  await using resources = new AsyncDisposableStack();
  const deployment = resources.adopt(await openDeployment(options), (opened) => opened.close());
  const connections = connectionsOf(deployment, options.connection);
  const reader = new RegisterReader(await deployment.register());
  const evidence = await findEvidence(reader, { ...filters, connections });
  if (options.json) process.stdout.write(`${JSON.stringify({ evidence }, null, 2)}\n`);
  else if (options.csv) {
    const { evidenceCsv } = await import('./evidence-csv.ts');
    process.stdout.write(evidenceCsv(evidence));
  } else if (evidence.length > 0) process.stdout.write(evidenceList(evidence));
  else process.stderr.write(`No such evidence is in the register (${deployment.description}).\n`);
  return EXIT.well;
}

/** The names of all connections, or of the one that is asked for. */
export function connectionsOf(deployment: Deployment, name: string | undefined): string[] {
  const { connections } = deployment;
  return (name === undefined ? connections : [chooseConnection(connections, name)]).map((one) => one.name);
}
