import { knownCollector } from '../collectors/registry.ts';
import type { Evidence, Requirement } from '../domain/evidence.ts';
import { startOfRun } from '../domain/execution.ts';
import { figureIn } from '../domain/figure.ts';
import type { ReportNotes } from '../domain/report-notes.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import { dayOf, HOUR } from '../domain/time.ts';
import { isCollectedBy } from '../frameworks/evidence-mapping.ts';
import { frameworksOf, frameworkTitle } from '../frameworks/frameworks.ts';
import { claimOf } from './claims.ts';
import type { CollectorContents, ConnectionHistory, ReportedConnection } from './connection-history.ts';
import { ageHours, coveredDays, type Days } from './evidence-time.ts';
import type { Coverage, FrameworkCoverage } from './framework-coverage.ts';
import { type Gap, gapsIn, reasonIn, reasons } from './gaps.ts';
import { type AuditPeriod, isMidnight } from './period.ts';

/** A connection's evidence, and the rules that say which days it covers. */
type CoveredConnection = ConnectionHistory & Omit<ReportedConnection, 'staleAfterHours' | 'schedule'>;

/** The reason if a sync collected, but has no item for the requirement in the period. */
const COLLECTED_OTHERWISE = 'collected, but not for this requirement';

interface Audit {
  connections: readonly CoveredConnection[];
  period: AuditPeriod;
  now: number;
  /** The frameworks that are switched on; by default ISO 27001 and SOC 2. */
  settings?: Pick<Settings, 'frameworks'> | undefined;
  /** Collector id to the claims of a deployer's own frameworks. */
  claims?: ReportNotes['claims'] | undefined;
}

/** Returns the evidence in the period for each requirement of the frameworks and of the evidence itself. */
export function coverageOf(audit: Audit): FrameworkCoverage[] {
  return [...Map.groupBy(requirementsIn(audit), ({ framework }) => framework)].map(
    ([framework, requirements]) => ({
      framework,
      title: frameworkTitle(framework, frameworksOf(audit.settings ?? DEFAULT_SETTINGS)),
      requirements: requirements.map((requirement) => ({
        id: requirement.id,
        title: requirement.title,
        evidence: audit.connections.flatMap((connection) => coverageBy(connection, requirement, audit)),
      })),
    }),
  );
}

/** Returns each requirement once: first those of the frameworks that are switched on, then those that only older evidence names. */
function requirementsIn({ connections, settings = DEFAULT_SETTINGS }: Audit): Requirement[] {
  const found = new Map<string, Requirement>();
  const note = (requirement: Requirement) => {
    const key = `${requirement.framework} ${requirement.id}`;
    if (!found.has(key)) found.set(key, requirement);
  };
  for (const { id: framework, requirements } of frameworksOf(settings))
    for (const [id, title] of Object.entries(requirements)) note({ framework, id, title });
  for (const { collectors } of connections)
    for (const { items } of collectors) for (const item of items) item.requirements.forEach(note);
  return [...found.values()];
}

function coverageBy(connection: CoveredConnection, { framework, id }: Requirement, audit: Audit): Coverage[] {
  const { name, collectors, runs } = connection;
  const isFor = ({ requirements }: Evidence) =>
    requirements.some((requirement) => requirement.framework === framework && requirement.id === id);
  return collectors.flatMap((contents): Coverage[] => {
    const { collector } = contents;
    const known = knownCollector(collector);
    const items = contents.items.filter(isFor);
    if (items.length === 0 && !(known && isCollectedBy(known, { framework, id }, audit.settings))) return [];
    const [newest, oldest] = [items[0], items.at(-1)];
    const covered = coveredDaysOf(contents, connection.coversHours, isFor);
    const newestRun = runs[0];
    const missedNewest = newestRun !== undefined && !items.some(({ run }) => run === newestRun.id);
    return [
      {
        connection: name,
        collector,
        title: known?.title ?? newest?.title ?? collector,
        ...claimOf(collector, { framework, id }, audit.claims),
        items: items.length,
        partial: items.filter(({ complete }) => !complete).length,
        withoutFigure: known
          ? items.filter(({ facts }) => figureIn(facts, known.figures.headline) === null).length
          : 0,
        first: oldest?.collectedAt ?? null,
        last: newest?.collectedAt ?? null,
        newestAgeHours: newest ? ageHours(newest.collectedAt, Date.parse(audit.period.to)) : null,
        gaps: connection.configured ? gapsOf(connection, contents, covered, audit) : null,
        newestWhy: missedNewest ? (reasonIn(newestRun, collector) ?? COLLECTED_OTHERWISE) : null,
      },
    ];
  });
}

/** Returns the days (since 1970) that a collector's evidence covers. Only evidence for which `isFor` is true counts. */
export function coveredDaysOf(
  { items, around }: CollectorContents,
  coversHours: number,
  isFor: (item: Evidence) => boolean,
): ReadonlySet<number> {
  return coveredDays([...items, ...around].filter(isFor).flatMap(timesOf), coversHours);
}

/** Returns the days of a period on which a collector's evidence was due and is missing, with the reasons. */
export function gapsOf(
  connection: CoveredConnection,
  { collector, items, around, future }: CollectorContents,
  covered: ReadonlySet<number>,
  audit: Omit<Audit, 'connections'>,
): Gap[] {
  const { runs, isDue, firstSync, syncedBefore } = connection;
  const why = reasons(runs, collector, [...items, ...around, ...future]);
  const days = daysToCover(connection, covered, audit);
  const firstDay = firstSync ? dayOf(Date.parse(firstSync)) : Number.POSITIVE_INFINITY;
  const notYet = (day: number) => !syncedBefore && day < firstDay;
  return gapsIn({ days, isDue, covered, why: (day) => (notYet(day) ? 'before the first sync' : why(day)) });
}

/**
 * Returns the times whose days an item is evidence of: when it was collected, and the start of its sync if that was within
 * the hour before, so that a sync over midnight leaves no gap. A sync redriven days later is evidence of the later day only.
 */
function timesOf({ run, collectedAt }: Evidence): number[] {
  const [start, end] = [Date.parse(startOfRun(run)), Date.parse(collectedAt)];
  return end - start < HOUR ? [start, end] : [end];
}

/**
 * Returns the days that need evidence: from the chosen start of the period, else from the connection's first sync, to the
 * period's end. Today, and a first or last day that is only partly in the period, count only if they are covered.
 */
function daysToCover(
  { firstSync }: CoveredConnection,
  covered: ReadonlySet<number>,
  { period, now }: Omit<Audit, 'connections'>,
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
