import { COLLECTORS } from '../../../lambdas/collectors/registry.ts';
import type { Evidence, Requirement } from '../../../lambdas/domain/evidence.ts';
import { FRAMEWORKS } from '../../../lambdas/mapping/frameworks.ts';
import type { CollectorContents } from './connection-contents.ts';
import { type Days, dayOf, daysWithout } from './covered-days.ts';
import { HOUR, type Range } from './period.ts';
import type { Coverage, FrameworkCoverage } from './report-data.ts';

/** A connection's evidence, and how to tell which days it covers. */
export interface CoveredConnection {
  name: string;
  coversHours: number;
  /** The start of its first sync; undefined where it was never synced. */
  firstSync: string | undefined;
  collectors: readonly CollectorContents[];
}

interface Audit {
  connections: readonly CoveredConnection[];
  range: Range;
  now: number;
}

/** For each requirement, of the frameworks and of the evidence itself: which evidence there is for it in the period. */
export function coverageOf(audit: Audit): FrameworkCoverage[] {
  return [...Map.groupBy(requirementsIn(audit), ({ framework }) => framework)].map(
    ([framework, requirements]) => ({
      framework,
      title: FRAMEWORKS.find(({ id }) => id === framework)?.title ?? framework,
      requirements: requirements.map((requirement) => ({
        id: requirement.id,
        title: requirement.title,
        evidence: audit.connections.flatMap((connection) => coverageBy(connection, requirement, audit)),
      })),
    }),
  );
}

/** Each requirement once: those of today's frameworks, then those that only older evidence names. */
function requirementsIn({ connections }: Audit): Requirement[] {
  const found = new Map<string, Requirement>();
  const note = (requirement: Requirement) => {
    const key = `${requirement.framework} ${requirement.id}`;
    if (!found.has(key)) found.set(key, requirement);
  };
  for (const { id: framework, requirements } of FRAMEWORKS)
    for (const [id, title] of Object.entries(requirements)) note({ framework, id, title });
  for (const { collectors } of connections)
    for (const { items } of collectors) for (const item of items) item.requirements.forEach(note);
  return [...found.values()];
}

function coverageBy(connection: CoveredConnection, { framework, id }: Requirement, audit: Audit): Coverage[] {
  const { name, coversHours, collectors } = connection;
  const isFor = ({ requirements }: Evidence) =>
    requirements.some((requirement) => requirement.framework === framework && requirement.id === id);
  return collectors.flatMap(({ collector, items: all, earlier }): Coverage[] => {
    const known = COLLECTORS.find((candidate) => candidate.id === collector);
    const items = all.filter(isFor);
    if (items.length === 0 && !known?.evidenceFor[framework]?.includes(id)) return [];
    const times = [...items, ...earlier.filter(isFor)].map(({ collectedAt }) => Date.parse(collectedAt));
    const [newest, oldest] = [items[0], items.at(-1)];
    return [
      {
        connection: name,
        collector,
        title: known?.title ?? newest?.title ?? collector,
        items: items.length,
        partial: items.filter(({ complete }) => !complete).length,
        first: oldest?.collectedAt ?? null,
        last: newest?.collectedAt ?? null,
        newestAgeHours: newest ? Math.max(0, (audit.now - Date.parse(newest.collectedAt)) / HOUR) : null,
        gaps: daysWithout(times, daysToCover(connection, times, audit), coversHours),
      },
    ];
  });
}

/** From the period's beginning, or from the connection's first sync, to the last day that is over or covered. */
function daysToCover(
  { firstSync }: CoveredConnection,
  times: readonly number[],
  { range, now }: Audit,
): Days {
  const from = range.from ?? firstSync;
  const [end, today] = [dayOf(Date.parse(range.to) - 1), dayOf(now)];
  const todayCounts = times.some((time) => dayOf(time) === today);
  const last = Math.min(end, todayCounts ? today : today - 1);
  return { first: from === undefined ? last + 1 : dayOf(Date.parse(from)), last };
}
