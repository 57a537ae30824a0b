import { COLLECTORS } from '../../../lambdas/collectors/registry.ts';
import type { Evidence, Requirement } from '../../../lambdas/domain/evidence.ts';
import { startOfRun } from '../../../lambdas/domain/execution.ts';
import { figureIn } from '../../../lambdas/domain/figure.ts';
import { dayOf } from '../../../lambdas/domain/time.ts';
import { FRAMEWORKS, frameworkTitle } from '../../../lambdas/mapping/frameworks.ts';
import { ageHours } from './age.ts';
import type { ConnectionContents } from './connection-contents.ts';
import { coveredDays, type Days } from './covered-days.ts';
import { gapsIn, reasonIn, reasons } from './gaps.ts';
import { isMidnight } from './period.ts';
import type { Coverage, FrameworkCoverage, Gap, Period } from './report-data.ts';
import type { ReportedConnection } from './reported-connection.ts';

/** A connection's evidence, and how to tell which days it covers. */
export type CoveredConnection = ConnectionContents & Omit<ReportedConnection, 'staleAfterHours'>;

interface Audit {
  connections: readonly CoveredConnection[];
  period: Period;
  now: number;
}

/** For each requirement, of the frameworks and of the evidence itself: which evidence there is for it in the period. */
export function coverageOf(audit: Audit): FrameworkCoverage[] {
  return [...Map.groupBy(requirementsIn(audit), ({ framework }) => framework)].map(
    ([framework, requirements]) => ({
      framework,
      title: frameworkTitle(framework),
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
  const { name, collectors, runs } = connection;
  const isFor = ({ requirements }: Evidence) =>
    requirements.some((requirement) => requirement.framework === framework && requirement.id === id);
  return collectors.flatMap(({ collector, items: all, earlier }): Coverage[] => {
    const known = COLLECTORS.find((candidate) => candidate.id === collector);
    const items = all.filter(isFor);
    if (items.length === 0 && !known?.evidenceFor[framework]?.includes(id)) return [];
    const syncedAt = [...items, ...earlier.filter(isFor)].map(({ run }) => Date.parse(startOfRun(run)));
    const [newest, oldest] = [items[0], items.at(-1)];
    const covered = coveredDays(syncedAt, connection.coversHours);
    const newestRun = runs[0];
    const missedNewest = newestRun !== undefined && newest?.run !== newestRun.id;
    return [
      {
        connection: name,
        collector,
        title: known?.title ?? newest?.title ?? collector,
        items: items.length,
        partial: items.filter(({ complete }) => !complete).length,
        withoutFigure: known
          ? items.filter(({ facts }) => figureIn(facts, known.figures.headline) === null).length
          : 0,
        first: oldest?.collectedAt ?? null,
        last: newest?.collectedAt ?? null,
        newestAgeHours: newest ? ageHours(newest, Date.parse(audit.period.to)) : null,
        gaps: connection.configured ? gapsOf(connection, collector, { covered, audit }) : null,
        newestWhy: missedNewest ? reasonIn(newestRun, collector) : null,
      },
    ];
  });
}

function gapsOf(
  connection: CoveredConnection,
  collector: string,
  { covered, audit }: { covered: ReadonlySet<number>; audit: Audit },
): Gap[] {
  const { runs, isDue, firstSync, syncedBefore } = connection;
  const why = reasons(runs, collector);
  const days = daysToCover(connection, covered, audit);
  const firstDay = firstSync ? dayOf(Date.parse(firstSync)) : Number.POSITIVE_INFINITY;
  const notYet = (day: number) => !syncedBefore && day < firstDay;
  return gapsIn({ days, isDue, covered, why: (day) => (notYet(day) ? 'before the first sync' : why(day)) });
}

/**
 * From the period's beginning, or from the connection's first sync, to its end. A day of which the period holds only a
 * part, as the first and the last may be, or which is not over, counts only where it is covered.
 */
function daysToCover(
  { firstSync }: CoveredConnection,
  covered: ReadonlySet<number>,
  { period, now }: Audit,
): Days {
  const from = period.chosen ? period.from : firstSync;
  const [end, today] = [dayOf(Date.parse(period.to) - 1), dayOf(now)];
  const last = Math.min(
    isMidnight(period.to) || covered.has(end) ? end : end - 1,
    covered.has(today) ? today : today - 1,
  );
  if (!from) return { first: last + 1, last };
  const begin = dayOf(Date.parse(from));
  const counts = !period.chosen || isMidnight(from) || covered.has(begin);
  return { first: counts ? begin : begin + 1, last };
}
