import { Stack } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type Measured, NAMESPACE } from '../../domain/measurement.ts';

/**
 * Returns a metric with exactly the dimensions that the functions emit, because CloudWatch finds no value under other
 * dimensions. `service` is the service name that SyncFunction gives Powertools.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension
 */
export function measured(
  scope: Construct,
  { connection, collector }: Measured,
  metricName: string,
  options: MetricOptions,
): Metric {
  return new Metric({
    namespace: NAMESPACE,
    metricName,
    dimensionsMap: {
      service: Stack.of(scope).stackName,
      ...(connection !== undefined && { connection }),
      ...(collector !== undefined && { collector }),
    },
    ...options,
  });
}
