import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import type { Evidence, Requirement } from '../../lambdas/domain/evidence.ts';
import { requirementsOf } from '../../lambdas/mapping/evidence-mapping.ts';
import { eachItem, type PageRequest, type RegisterPage } from '../../lambdas/register/register-pages.ts';
import type { RegisterReader } from '../../lambdas/register/register-reader.ts';

/** Which evidence is asked for. What is left out limits nothing. */
export interface EvidenceQuery {
  connections: readonly string[];
  collector?: string | undefined;
  /** Evidence for one of these; any where there are none. */
  requirements: readonly Pick<Requirement, 'framework' | 'id'>[];
  from?: string;
  to?: string;
  /** The newest of each connection and collector of this version, in place of all. */
  latest: boolean;
  limit: number;
}

const PAGE = 100;

/** The evidence that was asked for, newest first. The latest takes one page of the register for each collector. */
export async function findEvidence(reader: RegisterReader, query: EvidenceQuery): Promise<Evidence[]> {
  const lists = await listsOf(reader, query);
  const found = (await Promise.all(lists.map((list) => readList(list, query)))).flat();
  const once = new Map(found.map((item) => [item.id, item]));
  return [...once.values()].toSorted((a, b) => b.run.localeCompare(a.run)).slice(0, query.limit);
}

type List = (page: PageRequest) => Promise<RegisterPage<Evidence>>;

/** The lists of the register that it stands in: the history for a requirement has one of its own. */
async function listsOf(reader: RegisterReader, query: EvidenceQuery): Promise<List[]> {
  const { connections, requirements, latest } = query;
  if (!latest && requirements.length > 0) {
    return requirements.map(
      ({ framework, id }) =>
        (page) =>
          reader.forRequirement(framework, id, page),
    );
  }
  const lists = connections.map(async (connection) => {
    const collectors = await collectorsOf(reader, connection, query);
    return collectors.map(
      (id): List =>
        (page) =>
          reader.history(connection, id, page),
    );
  });
  return (await Promise.all(lists)).flat();
}

/** Those of this version; for the history also those of which only its runs still know. */
async function collectorsOf(
  reader: RegisterReader,
  connection: string,
  query: EvidenceQuery,
): Promise<string[]> {
  const { collector, latest, from, to } = query;
  if (collector !== undefined) return [collector];
  const ids = new Set(COLLECTORS.map(({ id }) => id));
  if (latest) return [...ids];
  for await (const run of eachItem((page) => reader.runs(connection, page), { from, to, limit: 1_000 }))
    for (const outcome of run.outcomes) ids.add(outcome.collector);
  return [...ids];
}

async function readList(list: List, query: EvidenceQuery): Promise<Evidence[]> {
  const { from, to, latest } = query;
  if (latest) {
    const { items } = await list({ from, to, limit: 1 });
    return items.filter((item) => isWanted(item, query));
  }
  const found: Evidence[] = [];
  for await (const item of eachItem(list, { from, to, limit: PAGE })) {
    if (isWanted(item, query)) found.push(item);
    if (found.length >= query.limit) break;
  }
  return found;
}

function isWanted(item: Evidence, query: EvidenceQuery): boolean {
  return query.connections.includes(item.connection) && fits(item, query);
}

type Filters = Pick<EvidenceQuery, 'collector' | 'requirements'>;

function fits(
  { collector, requirements }: Pick<Evidence, 'collector' | 'requirements'>,
  wanted: Filters,
): boolean {
  if (wanted.collector !== undefined && collector !== wanted.collector) return false;
  const isFor = (one: Filters['requirements'][number]) =>
    requirements.some(({ framework, id }) => framework === one.framework && id === one.id);
  return wanted.requirements.length === 0 || wanted.requirements.some(isFor);
}

/** Whether a collector of this version gives evidence such as is asked for. */
export function couldGive(collector: string, wanted: Filters): boolean {
  const evidenceFor = COLLECTORS.find(({ id }) => id === collector)?.evidenceFor ?? {};
  return fits({ collector, requirements: requirementsOf(evidenceFor) }, wanted);
}
