import * as z from 'zod/mini';
import type { Figure, Unit } from '../../domain/figure.ts';
import { CollectionTally } from '../collection-tally.ts';
import type { Collector } from '../collector.ts';
import { ALL_ALERTS, type Alert } from './alert.ts';
import { ResolvedAlerts } from './resolved-alerts.ts';
import { SEVERITIES } from './severity.ts';
import { UnresolvedAlerts } from './unresolved-alerts.ts';

const ALERTS = { one: 'alert', many: 'alerts' } satisfies Unit;

const UNRESOLVED: Figure = {
  fact: 'unresolved',
  label: 'Unresolved',
  unit: ALERTS,
  metric: 'UnresolvedAlerts',
};

const BY_SEVERITY = SEVERITIES.map((severity): Figure => {
  const label = `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`;
  return { fact: `bySeverity.${severity}`, label, unit: ALERTS, metric: `UnresolvedAlerts${label}` };
});

/** Whether complete alerts, with their users, devices and addresses, are kept if Graph ignores `$select`. */
const OPTIONS = z.object({ keepWholeAlerts: z.optional(z.boolean()) });

/**
 * Facts about unresolved alerts, which are all alerts except those whose status is `resolved`:
 * - `unresolved`, `bySeverity`, `byStatus` (numbers), `oldest` (date and time)
 * - `ageBySeverity`: for each severity the numbers `under7Days`, `from7To30Days` (both ends included), `over30Days` and
 *   `unknown`, from `createdDateTime` to the time of the reading. A date more than a day in the future is unknown.
 * - `oldestBySeverity`: for each severity the date and time of the oldest alert, or null
 * - `unassigned`: alerts whose `assignedTo` is null or blank. Alerts for which Graph does not give the field are in
 *   `assignmentUnknown`; if it gives the field for no alert, `unassigned` is null
 * - `byServiceSource`: at most 20 services with their numbers, the rest in `other`
 * - `samples[] { title, severity, created }` and their `sampleTitles[]`: at most ten, the highest severity first, then the newest
 *
 * Facts about resolved alerts: `resolved`, and `resolvedLast30Days { count, withinDay, withinWeek, within30Days, longer, unknown }`,
 * whose parts say how long after `createdDateTime` the `resolvedDateTime` is; `unknown` if the order of the dates is wrong, or the
 * first is missing. `resolvedWithoutDate` counts alerts without a usable `resolvedDateTime`, which no part includes; if no
 * alert has that date, `resolvedLast30Days` is null.
 */
export const securityAlerts: Collector<'security-alerts'> & { options: typeof OPTIONS } = {
  id: 'security-alerts',
  version: '2',
  title: 'Security alerts',
  needs: {
    permission: 'SecurityAlert.Read.All',
    permissionNote:
      'SecurityEvents.Read.All does not cover it: that one served the retired /security/alerts.',
    license: 'Microsoft Defender',
    unlicensed: 'empty',
  },
  skips: ['license-missing', 'not-in-this-cloud'],
  absentFrom: ['china'],
  // Complete alerts hold users, devices and addresses.
  keepsUnselected: { option: 'keepWholeAlerts' },
  evidenceFor: {
    'iso-27001-2022': ['A.8.16', 'A.5.25'],
    'soc2-2017': ['CC7.2'],
    'nist-csf-2.0': ['DE.AE-02', 'RS.MA-02'],
    'nis2-2022-2555': ['21.2.b'],
  },
  figures: { headline: UNRESOLVED, breakdown: BY_SEVERITY },
  options: OPTIONS,
  probe: { path: ALL_ALERTS.path, options: { $top: '1' } },
  view: () => import('./view.ts'),
  sandbox: () => import('./sandbox.ts'),
  async collect(graph, { now }) {
    const tally = new CollectionTally<Alert>(ALERTS);
    const unresolved = new UnresolvedAlerts(now);
    const resolved = new ResolvedAlerts(now);
    for await (const page of graph.pages(ALL_ALERTS)) {
      for (const alert of tally.newIn(page)) (alert.status === 'resolved' ? resolved : unresolved).add(alert);
    }
    return {
      summary: unresolved.summary(),
      facts: { ...unresolved.facts(), ...resolved.facts() },
      missing: tally.missing(),
      empty: tally.isEmpty,
    };
  },
};
