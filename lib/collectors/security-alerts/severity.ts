/** The severities that Graph knows, the highest first. `unknown` includes any other. */
export const SEVERITIES = ['high', 'medium', 'low', 'informational', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];

export function severityOf(stated: string | undefined): Severity {
  return SEVERITIES.find((known) => known === stated) ?? 'unknown';
}

/** Returns a record with a value of its own for each severity. */
export function forEachSeverity<T>(value: () => T): Record<Severity, T> {
  return {
    high: value(),
    medium: value(),
    low: value(),
    informational: value(),
    unknown: value(),
  };
}
