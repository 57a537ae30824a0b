import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import type { Evidence, Requirement } from '../../lambdas/domain/evidence.ts';
import type { Framework } from '../../lambdas/mapping/framework.ts';
import { FRAMEWORKS } from '../../lambdas/mapping/frameworks.ts';
import { eachItem, type PageRequest, type RegisterPage } from '../../lambdas/register/register-pages.ts';
import type { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { nearest } from '../deployment/nearest.ts';
import { WrongUsage } from '../deployment/wrong-usage.ts';

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

function isWanted(item: Evidence, { connections, collector, requirements }: EvidenceQuery): boolean {
  if (!connections.includes(item.connection)) return false;
  if (collector !== undefined && item.collector !== collector) return false;
  return requirements.length === 0 || requirements.some((wanted) => isFor(item, wanted));
}

function isFor({ requirements }: Evidence, wanted: Pick<Requirement, 'framework' | 'id'>): boolean {
  return requirements.some(({ framework, id }) => framework === wanted.framework && id === wanted.id);
}

/** The collector of that id. Throws WrongUsage where it is none of this version. */
export function collectorNamed(id: string): string {
  const ids = COLLECTORS.map((collector) => collector.id);
  if (ids.includes(id)) return id;
  throw new WrongUsage(
    `--collector: there is none named ${id}.${nearest(id, ids)} There are: ${ids.join(', ')}.`,
  );
}

/** The requirements that a framework (its id or the beginning of it) and an id name. Throws WrongUsage. */
export function requirementsNamed(framework: string | undefined, id: string | undefined) {
  const frameworks = framework === undefined ? FRAMEWORKS : [frameworkNamed(framework)];
  const all = frameworks.flatMap(({ id: of, requirements }) =>
    Object.keys(requirements).map((requirement) => ({ framework: of, id: requirement })),
  );
  if (id === undefined) return framework === undefined ? [] : all;
  const named = all.filter((requirement) => requirement.id.toLowerCase() === id.toLowerCase());
  if (named.length > 0) return named;
  const ids = all.map((requirement) => requirement.id);
  const where = framework === undefined ? '' : ` in ${frameworks.map(({ id: of }) => of).join(', ')}`;
  throw new WrongUsage(
    `--requirement: nothing is evidence for ${id}${where}.${nearest(id, ids)} There is evidence for: ${ids.join(', ')}.`,
  );
}

function frameworkNamed(typed: string): Framework {
  const found = FRAMEWORKS.filter(({ id }) => id.startsWith(typed.toLowerCase()));
  if (found.length === 1 && found[0]) return found[0];
  const ids = FRAMEWORKS.map(({ id }) => id);
  const near = nearest(typed, [...ids, ...ids.map((id) => id.replace(/-\d{4}$/, ''))]);
  throw new WrongUsage(`--framework: there is none named ${typed}.${near} There are: ${ids.join(', ')}.`);
}
