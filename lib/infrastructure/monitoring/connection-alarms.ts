import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { staleAfterHours } from '../../connections/frequency.ts';
import type { Connection } from '../../domain/connection.ts';
import { METRIC } from '../../domain/measurement.ts';
import { URGENT_DAYS } from '../../domain/secret-source.ts';
import type { Settings } from '../../domain/settings.ts';
import type { AlarmTerms } from './alarm-terms.ts';
import { probeHours } from './freshness-probe.ts';
import { measured } from './metrics.ts';
import { RUNBOOK } from './runbook.ts';
import { thresholdAlarms } from './threshold-alarms.ts';

/** Days before the expiry date: when renewal becomes urgent, and again in the last week. */
const SECRET_ENDS_IN_DAYS = [URGENT_DAYS, 7];

/** Returns the alarms on one connection. */
export function connectionAlarms(
  scope: Construct,
  watched: Connection,
  thresholds: Settings['thresholds'],
): AlarmTerms[] {
  const { name, frequency, app } = watched;
  const staleAfter = staleAfterHours(frequency);
  const hours = Number(staleAfter.toFixed(2));
  return [
    {
      kind: RUNBOOK.signInRejected,
      happened: `A sync of the connection ${name} could not sign in, so it read nothing.`,
      heading: RUNBOOK.signInRejected,
      // The pause of an hourly connection: if it stays rejected, one message is sent, not one an hour.
      metric: measured(scope, { connection: name }, METRIC.rejected, {
        statistic: Stats.SUM,
        period: Duration.hours(1),
      }),
      threshold: 1,
    },
    {
      kind: RUNBOOK.noCompleteSync,
      happened: `The connection ${name} had no complete sync for more than ${hours} hours, or that is no longer measured.`,
      heading: RUNBOOK.noCompleteSync,
      // A connection that was never synced is measured as NEVER_SYNCED, so it does not ring before it is connected.
      // Each period has one measurement. If it is late, CloudWatch uses the period before:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
      metric: measured(scope, { connection: name }, METRIC.completeSyncAge, {
        statistic: Stats.MINIMUM,
        period: Duration.hours(probeHours(watched)),
      }),
      threshold: staleAfter,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      notifiesRecovery: true,
    },
    // A federated credential has no expiry date.
    ...(app?.credential === 'federated' ? [] : SECRET_ENDS_IN_DAYS).map(
      (days): AlarmTerms => ({
        kind: `${RUNBOOK.clientSecretExpires} in ${days} days`,
        happened: `The client secret or certificate of the connection ${name} expires in ${days} days or less.`,
        heading: RUNBOOK.clientSecretExpires,
        // Not measured if the expiry date is not recorded.
        metric: measured(scope, { connection: name }, METRIC.clientSecretDays, {
          statistic: Stats.MINIMUM,
          period: Duration.days(1),
        }),
        threshold: days,
        comparisonOperator: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      }),
    ),
    ...thresholdAlarms(scope, name, thresholds),
  ];
}
