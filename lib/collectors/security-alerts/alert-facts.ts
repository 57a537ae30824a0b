import * as z from 'zod/mini';
import type { Facts } from '../../domain/observation.ts';
import type { FactsDetails } from '../collector-view.ts';
import { numberChange } from '../number-change.ts';
import { SEVERITIES } from './severity.ts';

const Numbers = z.record(z.string(), z.number());

/** The facts that have more parts than a line shows. Evidence of version 1 does not have them. */
const DeeperFacts = z.object({
  ageBySeverity: z.record(
    z.string(),
    z.object({
      under7Days: z.number(),
      from7To30Days: z.number(),
      over30Days: z.number(),
      unknown: z.number(),
    }),
  ),
  byServiceSource: Numbers,
  resolvedLast30Days: z.nullable(
    z.object({
      count: z.number(),
      withinDay: z.number(),
      withinWeek: z.number(),
      within30Days: z.number(),
      longer: z.number(),
      unknown: z.number(),
    }),
  ),
  samples: z.array(z.object({ title: z.string() })),
});

/** Lists ages by severity, services, and how fast alerts were resolved. Samples have the titles, so these are not repeated. */
export function alertDetails(facts: Facts): FactsDetails | undefined {
  const read = DeeperFacts.safeParse(facts).data;
  if (!read) return undefined;
  const { resolvedLast30Days: resolved } = read;
  const ages = SEVERITIES.flatMap((severity) => {
    const age = read.ageBySeverity[severity];
    if (!age) return [];
    const parts = counted([
      ['under 7 days', age.under7Days],
      ['from 7 to 30 days', age.from7To30Days],
      ['over 30 days', age.over30Days],
      ['of unknown age', age.unknown],
    ]);
    return parts.length > 0 ? [`${severity}: ${parts.join(', ')}`] : [];
  });
  const speeds = resolved
    ? counted([
        ['within a day', resolved.withinDay],
        ['within a week', resolved.withinWeek],
        ['within 30 days', resolved.within30Days],
        ['later', resolved.longer],
        ['after an unknown time', resolved.unknown],
      ])
    : [];
  const listed = ['ageBySeverity', 'byServiceSource', 'resolvedLast30Days', 'sampleTitles'];
  const isUnknown = facts.unassigned === null;
  return {
    listed: isUnknown ? [...listed, 'unassigned'] : listed,
    lists: [
      { heading: 'Age of unresolved alerts', names: ages },
      {
        heading: 'Unresolved by service',
        names: largestFirst(read.byServiceSource).map(([service, count]) => `${service}: ${count}`),
      },
      { heading: `Resolved in the last 30 days: ${resolved?.count ?? 'not known'}`, names: speeds },
    ],
    notes: isUnknown ? ['Unassigned alerts are not known: Graph gives the field for no alert.'] : [],
  };
}

/** Returns a sentence for each change of alerts that wait: unassigned ones, and ones that are older than 30 days. */
export function alertChanges(before: Facts, after: Facts): string[] {
  const changed = numberChange(before, after);
  return [
    ...changed('High alerts older than 30 days', 'ageBySeverity.high.over30Days'),
    ...changed('Medium alerts older than 30 days', 'ageBySeverity.medium.over30Days'),
    ...changed('Unassigned alerts', 'unassigned'),
  ];
}

/** The register keeps records in the order of their names. */
function largestFirst(numbers: Record<string, number>): [name: string, count: number][] {
  return Object.entries(numbers).toSorted(([, one], [, other]) => other - one);
}

function counted(parts: readonly [label: string, count: number][]): string[] {
  return parts.filter(([, count]) => count > 0).map(([label, count]) => `${count} ${label}`);
}
