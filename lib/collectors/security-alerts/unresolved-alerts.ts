import { plausibleDate } from '../../domain/instant.ts';
import { ageAt, noAges } from '../age.ts';
import type { Alert } from './alert.ts';
import { AlertSamples } from './alert-samples.ts';
import { ServiceSources } from './service-sources.ts';
import { forEachSeverity, SEVERITIES, severityOf } from './severity.ts';

const STATUSES = ['new', 'inProgress', 'unknown'] as const;
type Status = (typeof STATUSES)[number];

/** Summarizes unresolved alerts one by one, in constant memory. */
export class UnresolvedAlerts {
  count = 0;
  readonly #bySeverity = forEachSeverity(() => 0);
  readonly #byStatus: Record<Status, number> = { new: 0, inProgress: 0, unknown: 0 };
  readonly #ageBySeverity = forEachSeverity(noAges);
  readonly #oldestBySeverity = forEachSeverity<string | null>(() => null);
  readonly #sources = new ServiceSources();
  readonly #samples = new AlertSamples();
  readonly #now: number;
  readonly #ageOf: ReturnType<typeof ageAt>;
  #unassigned = 0;
  #assignmentUnknown = 0;

  constructor(now: number) {
    this.#now = now;
    this.#ageOf = ageAt(now);
  }

  add({ title, severity: stated, status: state, createdDateTime, serviceSource, assignedTo }: Alert): void {
    const created = plausibleDate(createdDateTime, this.#now);
    const severity = severityOf(stated);
    const status = STATUSES.find((known) => known === state) ?? 'unknown';
    this.count += 1;
    this.#bySeverity[severity] += 1;
    this.#byStatus[status] += 1;
    this.#ageBySeverity[severity][this.#ageOf(created)] += 1;
    const oldest = this.#oldestBySeverity[severity];
    if (created && (oldest === null || created < oldest)) this.#oldestBySeverity[severity] = created;
    if (assignedTo === false) this.#unassigned += 1;
    if (assignedTo === undefined) this.#assignmentUnknown += 1;
    this.#sources.add(serviceSource);
    this.#samples.add({ severity, created, title: title ?? '' });
  }

  facts() {
    const samples = this.#samples.listed();
    const isUnknown = this.count > 0 && this.#assignmentUnknown === this.count;
    return {
      unresolved: this.count,
      bySeverity: this.#bySeverity,
      byStatus: this.#byStatus,
      oldest: this.#oldest,
      ageBySeverity: this.#ageBySeverity,
      oldestBySeverity: this.#oldestBySeverity,
      unassigned: isUnknown ? null : this.#unassigned,
      assignmentUnknown: this.#assignmentUnknown,
      byServiceSource: this.#sources.facts(),
      sampleTitles: samples.map(({ title }) => title),
      samples,
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

  get #oldest(): string | null {
    const dates = Object.values(this.#oldestBySeverity).filter((date) => date !== null);
    return dates.toSorted()[0] ?? null;
  }
}
