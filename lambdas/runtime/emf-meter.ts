import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Meter, NAMESPACE } from '../../lib/domain/measurement.ts';

/**
 * Writes measurements to the log in CloudWatch's embedded metric format, from which CloudWatch creates the metrics.
 * Powertools adds the dimension `service` (POWERTOOLS_SERVICE_NAME, which is the stack's name).
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const emfMeter: Meter = (of, measurements) => {
  const metrics = new Metrics({ namespace: NAMESPACE });
  metrics.addDimensions({ ...of });
  for (const { metric, unit, value } of measurements) metrics.addMetric(metric, unit, value);
  metrics.publishStoredMetrics();
};
