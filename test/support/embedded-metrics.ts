/** The metrics that CloudWatch extracts from one line of embedded metric format. */
export interface EmittedMetrics {
  namespace: string;
  dimensions: Record<string, unknown>;
  values: Record<string, unknown>;
}

interface EmfLine extends Record<string, unknown> {
  _aws?: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[] };
}

/** Returns the metrics in a line of a function's log; [] for any other line. */
export function metricsIn(line: string): EmittedMetrics[] {
  const entry = JSON.parse(line) as EmfLine;
  return (entry._aws?.CloudWatchMetrics ?? []).map(({ Namespace, Dimensions, Metrics }) => ({
    namespace: Namespace,
    dimensions: picked(entry, Dimensions[0] ?? []),
    values: picked(
      entry,
      Metrics.map(({ Name }) => Name),
    ),
  }));
}

function picked(entry: EmfLine, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, entry[name]]));
}
