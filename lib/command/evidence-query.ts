import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import type { Evidence, Requirement } from '../../lambdas/domain/evidence.ts';
import type { Framework } from '../../lambdas/mapping/framework.ts';
import { FRAMEWORKS } from '../../lambdas/mapping/frameworks.ts';
import type { PageRequest, RegisterPage } from '../../lambdas/register/register-pages.ts';
import type { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { nearest } from '../deployment/nearest.ts';
import { WrongUsage } from '../deployment/wrong-usage.ts';

/** Which evidence is asked for. What is left out limits nothing. */
export interface EvidenceQuery {
  connections: readonly string[];
  collectors: readonly string[];
  /** Evidence for one of these; any where there are none. */
  requirements: readonly Pick<Requirement, 'framework' | 'id'>[];
  from?: string;
  to?: string;
  /** The newest of each connection and collector, in place of all. */
  latest: boolean;
  limit: number;
}

/** The evidence that was asked for, newest first. The latest takes one page of the register for each collector. */
export async function findEvidence(reader: RegisterReader, query: EvidenceQuery): Promise<Evidence[]> {
  const lists = await Promise.all(listsOf(reader, query).map((list) => readList(list, query)));
  const found = new Map(lists.flat().map((item) => [item.id, item]));
  return [...found.values()].toSorted((a, b) => b.run.localeCompare(a.run)).slice(0, query.limit);
}

type List = (page: PageRequest) => Promise<RegisterPage<Evidence>>;

/** The lists of the register that it stands in: the history for a requirement has one of its own. */
function listsOf(
  reader: RegisterReader,
  { connections, collectors, requirements, latest }: EvidenceQuery,
): List[] {
  if (!latest && requirements.length > 0) {
    return requirements.map(
      ({ framework, id }) =>
        (page) =>
          reader.forRequirement(framework, id, page),
    );
  }
  return connections.flatMap((connection) =>
    collectors.map((collector) => (page) => reader.history(connection, collector, page)),
  );
}

async function readList(list: List, query: EvidenceQuery): Promise<Evidence[]> {
  const { from, to, latest } = query;
  const found: Evidence[] = [];
  const most = latest ? 1 : query.limit;
  let cursor: string | undefined;
  do {
    const page = await list({ from, to, cursor, limit: Math.min(most, 100) });
    found.push(...page.items.filter((item) => isWanted(item, query)));
    cursor = latest ? undefined : page.cursor;
  } while (cursor !== undefined && found.length < most);
  return found.slice(0, most);
}

function isWanted(item: Evidence, { connections, collectors, requirements }: EvidenceQuery): boolean {
  return (
    connections.includes(item.connection) && collectors.includes(item.collector) && isFor(item, requirements)
  );
}

function isFor(item: Evidence, requirements: EvidenceQuery['requirements']): boolean {
  const holds = (wanted: EvidenceQuery['requirements'][number]) =>
    item.requirements.some(({ framework, id }) => framework === wanted.framework && id === wanted.id);
  return requirements.length === 0 || requirements.some(holds);
}

/** A collector by its id. Throws WrongUsage. */
export function collectorsNamed(id: string | undefined): string[] {
  const ids = COLLECTORS.map((collector) => collector.id);
  if (id === undefined) return ids;
  if (ids.includes(id)) return [id];
  throw new WrongUsage(`--collector ${id} is none.${nearest(id, ids)} There are: ${ids.join(', ')}.`);
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
  throw new WrongUsage(
    `--requirement ${id}: there is no evidence for it.${nearest(id, ids)} There is for: ${ids.join(', ')}.`,
  );
}

function frameworkNamed(typed: string): Framework {
  const found = FRAMEWORKS.filter(({ id }) => id.startsWith(typed.toLowerCase()));
  if (found.length === 1 && found[0]) return found[0];
  const ids = FRAMEWORKS.map(({ id }) => id);
  throw new WrongUsage(`--framework ${typed} is none.${nearest(typed, ids)} There are: ${ids.join(', ')}.`);
}
