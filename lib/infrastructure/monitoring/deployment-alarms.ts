import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { METRIC } from '../../domain/measurement.ts';
import type { AlarmTerms } from './alarm-terms.ts';
import { measured } from './metrics.ts';
import { RUNBOOK } from './runbook.ts';

/** The parts that all connections share and alarms watch. */
export interface SharedParts {
  stateMachine: StateMachine;
  deadLetters: Queue;
  registerTable: Table;
}

/** Returns the alarms on the parts that all connections share. */
export function deploymentAlarms(
  scope: Construct,
  { stateMachine, deadLetters, registerTable }: SharedParts,
): AlarmTerms[] {
  return [
    {
      kind: RUNBOOK.syncFailed,
      happened: 'A sync failed, timed out or was aborted.',
      heading: RUNBOOK.syncFailed,
      // A missing value counts as 0 in a sum:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-arithmetic
      metric: new MathExpression({
        expression: 'failed + timedOut + aborted',
        usingMetrics: {
          failed: stateMachine.metricFailed(),
          timedOut: stateMachine.metricTimedOut(),
          aborted: stateMachine.metricAborted(),
        },
        period: Duration.minutes(5),
      }),
      threshold: 1,
    },
    {
      kind: RUNBOOK.awsFailed,
      happened:
        'AWS (KMS, Secrets Manager, Systems Manager or Lambda) failed before a sync could sign in, so the sync read nothing.',
      heading: RUNBOOK.awsFailed,
      metric: measured(scope, {}, METRIC.stoppedByAws, { statistic: Stats.SUM, period: Duration.hours(1) }),
      threshold: 1,
    },
    {
      kind: RUNBOOK.syncNotSealed,
      happened: 'A sync is recorded, but could not be sealed in its signed log.',
      heading: RUNBOOK.syncNotSealed,
      metric: measured(scope, {}, METRIC.notSealed, { statistic: Stats.SUM, period: Duration.hours(1) }),
      threshold: 1,
    },
    {
      kind: RUNBOOK.deadLetters,
      happened: 'A schedule could not start a sync. The dead-letter queue holds the reason.',
      heading: RUNBOOK.deadLetters,
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      threshold: 1,
    },
    {
      kind: RUNBOOK.throttledWrites,
      happened: 'DynamoDB throttled writes to the evidence register.',
      heading: RUNBOOK.throttledWrites,
      // DynamoDB reports throttling only when it happens, and an alarm on its metrics may keep its state while a value
      // is missing, so FILL fills the gaps. The period is longer than a value takes to arrive; in a shorter one FILL
      // would always replace the value:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
      metric: new MathExpression({
        expression: 'FILL(throttled, 0)',
        usingMetrics: { throttled: registerTable.metricThrottledRequestsForOperation('PutItem') },
        period: Duration.minutes(15),
      }),
      threshold: 1,
    },
  ];
}
