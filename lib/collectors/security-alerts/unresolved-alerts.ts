import { plausibleDate } from '../../domain/instant.ts';
import { nameOr } from '../../domain/plain-text.ts';
import type { Alert } from './alert.ts';

export const SEVERITIES = ['high', 'medium', 'low', 'informational', 'unknown'] as const;
type Severity = (typeof SEVERITIES)[number];

const STATUSES = ['new', 'inProgress', 'unknown'] as const;
type Status = (typeof STATUSES)[number];

const SAMPLES = 10;
/** Characters. Ten titles of 16 MB, kept until the last page, would take more memory than a function has. */
const LONG_TITLE = 1_024;

/** Summarizes unresolved alerts one by one, in constant memory. */
export class UnresolvedAlerts {
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
