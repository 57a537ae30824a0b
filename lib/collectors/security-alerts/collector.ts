import * as z from 'zod/mini';
import type { Figure, Unit } from '../../domain/figure.ts';
import { CollectionTally } from '../collection-tally.ts';
import type { Collector } from '../collector.ts';
import { ALL_ALERTS, type Alert } from './alert.ts';
import { SEVERITIES, UnresolvedAlerts } from './unresolved-alerts.ts';

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
 * Facts: `unresolved`, `bySeverity`, `byStatus`, `oldest` (date and time), `sampleTitles[]` (at most ten, the
 * highest severity first, then the newest), `resolved` (not counted in `unresolved`).
 */
export const securityAlerts: Collector<'security-alerts'> & { options: typeof OPTIONS } = {
  id: 'security-alerts',
  version: '1',
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
  evidenceFor: { 'iso-27001-2022': ['A.8.16', 'A.5.25'], 'soc2-2017': ['CC7.2'] },
  figures: { headline: UNRESOLVED, breakdown: BY_SEVERITY },
  options: OPTIONS,
  probe: { path: ALL_ALERTS.path, options: { $top: '1' } },
  view: () => import('./view.ts'),
  sandbox: () => import('./sandbox.ts'),
  async collect(graph, { now }) {
    const tally = new CollectionTally<Alert>(ALERTS);
    const unresolved = new UnresolvedAlerts(now);
    for await (const page of graph.pages(ALL_ALERTS)) {
      for (const alert of tally.newIn(page)) if (alert.status !== 'resolved') unresolved.add(alert);
    }
    return {
      summary: unresolved.summary(),
      facts: { ...unresolved.facts(), resolved: tally.size - unresolved.count },
      missing: tally.missing(),
      empty: tally.isEmpty,
    };
  },
};
