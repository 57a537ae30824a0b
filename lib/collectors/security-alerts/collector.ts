import * as z from 'zod/mini';
import type { Figure, Unit } from '../../domain/figure.ts';
import { given } from '../../domain/given.ts';
import { Instant, plausibleDate, usualInstant } from '../../domain/instant.ts';
import { nameOr } from '../../domain/plain-text.ts';
import type { GraphQuery } from '../../graph/graph-port.ts';
import { CollectionTally } from '../collection-tally.ts';
import type { Collector } from '../collector.ts';
import { isShortId, ObjectId } from '../object-id.ts';

const Alert = z.object({
  id: ObjectId,
  title: given(z.string()),
  severity: given(z.string()),
  status: given(z.string()),
  createdDateTime: given(Instant),
});
type Alert = z.infer<typeof Alert>;

function usualAlert({ id, title, severity, status, createdDateTime }: Record<string, unknown>) {
  const created = usualInstant(createdDateTime);
  if (created === undefined || !isShortId(id)) return undefined;
  if (typeof title !== 'string' || typeof severity !== 'string' || typeof status !== 'string')
    return undefined;
  return { id, title, severity, status, createdDateTime: created };
}

/**
 * All alerts that Defender keeps, without a $filter: only `eq` is documented for the status, and a filter with
 * today's open states would silently miss a state that Microsoft adds. The collector skips resolved alerts itself.
 * $top is at most 1000. $count allows comparing the number of alerts read with the number that exist. $select is not on the
 * documentation page, but many programs use it. It leaves out users, devices and addresses, nine tenths of an alert's size.
 * https://learn.microsoft.com/graph/api/security-list-alerts_v2
 */
const ALL_ALERTS: GraphQuery<Alert> = {
  path: '/security/alerts_v2',
  options: { $count: 'true', $top: '1000' },
  optional: { $select: Object.keys(Alert.shape).join(',') },
  headers: { prefer: 'include-unknown-enum-members' },
  object: Alert,
  usual: usualAlert,
};

const SEVERITIES = ['high', 'medium', 'low', 'informational', 'unknown'] as const;
type Severity = (typeof SEVERITIES)[number];

const STATUSES = ['new', 'inProgress', 'unknown'] as const;
type Status = (typeof STATUSES)[number];

const SAMPLES = 10;
/** Characters. Ten titles of 16 MB, kept until the last page, would take more memory than a function has. */
const LONG_TITLE = 1_024;

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

/**
 * Facts: `unresolved`, `bySeverity`, `byStatus`, `oldest` (date and time), `sampleTitles[]` (at most ten, the
 * highest severity first, then the newest), `resolved` (not counted in `unresolved`).
 */
export const securityAlerts: Collector = {
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
  evidenceFor: { 'iso-27001-2022': ['A.8.16', 'A.5.25'], 'soc2-2017': ['CC7.2'] },
  figures: { headline: UNRESOLVED, breakdown: BY_SEVERITY },
  probe: { path: ALL_ALERTS.path, options: { $top: '1' } },
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

/** Summarizes unresolved alerts one by one, in constant memory. */
class UnresolvedAlerts {
  count = 0;
  readonly #bySeverity: Record<Severity, number> = {
    high: 0,
    medium: 0,
    low: 0,
    informational: 0,
    unknown: 0,
  };
  readonly #byStatus: Record<Status, number> = { new: 0, inProgress: 0, unknown: 0 };
  readonly #samples: { severity: Severity; created: string; title: string }[] = [];
  readonly #now: number;
  #oldest: string | null = null;

  constructor(now: number) {
    this.#now = now;
  }

  add({ title, severity: stated, status: state, createdDateTime }: Alert): void {
    const created = plausibleDate(createdDateTime, this.#now);
    const severity = SEVERITIES.find((known) => known === stated) ?? 'unknown';
    const status = STATUSES.find((known) => known === state) ?? 'unknown';
    this.count += 1;
    this.#bySeverity[severity] += 1;
    this.#byStatus[status] += 1;
    if (created && (this.#oldest === null || created < this.#oldest)) this.#oldest = created;
    this.#sample({ severity, created: created ?? '', title: title ?? '' });
  }

  facts() {
    return {
      unresolved: this.count,
      bySeverity: this.#bySeverity,
      byStatus: this.#byStatus,
      oldest: this.#oldest,
      sampleTitles: this.#samples.map(({ title }) => nameOr('Untitled alert', title)),
    };
  }

  summary(): string {
    if (this.count === 0) return 'No security alert is unresolved.';
    const severities = SEVERITIES.filter((severity) => this.#bySeverity[severity] > 0);
    const parts = severities.map((severity) => `${this.#bySeverity[severity]} ${severity}`);
    const since = this.#oldest ? `, the oldest of ${this.#oldest.slice(0, 10)}` : '';
    const one = this.count === 1;
    return `${this.count} security alert${one ? ' is' : 's are'} unresolved: ${parts.join(', ')}${since}.`;
  }

  #sample(alert: { severity: Severity; created: string; title: string }): void {
    const before = (other: typeof alert) =>
      rank(other.severity) - rank(alert.severity) || alert.created.localeCompare(other.created);
    const place = this.#samples.findIndex((other) => before(other) > 0);
    if (place === -1 && this.#samples.length >= SAMPLES) return;
    const sample = alert.title.length > LONG_TITLE ? { ...alert, title: nameOr('', alert.title) } : alert;
    this.#samples.splice(place === -1 ? this.#samples.length : place, 0, sample);
    this.#samples.length = Math.min(this.#samples.length, SAMPLES);
  }
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
