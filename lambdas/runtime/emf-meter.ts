import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Meter, NAMESPACE } from '../domain/measurement.ts';

/**
 * Measurements as CloudWatch's embedded metric format: a line in the log, from which CloudWatch makes the metrics.
 * The dimension `service` is Powertools' own (POWERTOOLS_SERVICE_NAME: the stack's name).
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const emfMeter: Meter = (of, measurements) => {
  const metrics = new Metrics({ namespace: NAMESPACE });
  metrics.addDimensions({ ...of });
  for (const { metric, unit, value } of measurements) metrics.addMetric(metric, unit, value);
  metrics.publishStoredMetrics();
};
