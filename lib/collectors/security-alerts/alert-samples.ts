import { nameOr } from '../../domain/plain-text.ts';
import { SEVERITIES, type Severity } from './severity.ts';

const SAMPLES = 10;
/** Characters. Ten titles of 16 MB, kept until the last page, would take more memory than a function has. */
const LONG_TITLE = 1_024;

export interface Sample {
  title: string;
  severity: Severity;
  /** ISO 8601 in UTC; null if it is unknown. */
  created: string | null;
}

/** Keeps ten alerts: the highest severity first, then the newest. */
export class AlertSamples {
  readonly #samples: Sample[] = [];

  add(alert: Sample): void {
    const place = this.#samples.findIndex((other) => order(other, alert) > 0);
    if (place === -1 && this.#samples.length >= SAMPLES) return;
    const sample = alert.title.length > LONG_TITLE ? { ...alert, title: nameOr('', alert.title) } : alert;
    this.#samples.splice(place === -1 ? this.#samples.length : place, 0, sample);
    this.#samples.length = Math.min(this.#samples.length, SAMPLES);
  }

  listed(): Sample[] {
    return this.#samples.map(({ title, severity, created }) => ({
      title: nameOr('Untitled alert', title),
      severity,
      created,
    }));
  }
}

/** Negative if the first alert comes before the second. An alert without a date comes last. */
function order(one: Sample, other: Sample): number {
  return (
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    (other.created ?? '').localeCompare(one.created ?? '')
  );
}
