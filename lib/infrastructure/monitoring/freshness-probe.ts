import { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { staleAfterHours } from '../../connections/frequency.ts';
import type { Connection } from '../../domain/connection.ts';
import type { EvidenceRegister } from '../evidence-register.ts';
import { SchedulerRole } from '../scheduler-role.ts';
import { SyncFunction } from '../sync-function.ts';

const [HOURLY, QUARTER_OF_A_DAY] = [1, 6];

/**
 * Returns the hours between two measurements of a connection's freshness: 1 if it is synced at least every six hours,
 * else 6.
 * CloudWatch bills a custom metric by the hour in which it gets a value: https://aws.amazon.com/cloudwatch/pricing/
 */
export function probeHours({ frequency }: Pick<Connection, 'frequency'>): number {
  return staleAfterHours(frequency) <= 12 ? HOURLY : QUARTER_OF_A_DAY;
}

/**
 * Measures how old the evidence is, even if no sync runs. A lost firing needs no dead-letter queue: a missing
 * measurement rings the alarm on the time since the last complete sync.
 */
export class FreshnessProbe extends Construct {
  constructor(
    scope: Construct,
    id: string,
    register: EvidenceRegister,
    connections: readonly Connection[],
    logRetention: RetentionDays,
  ) {
    super(scope, id);
    const probe = new SyncFunction(this, 'MeasureFreshness', {
      handler: 'measure-freshness',
      description: 'Measures how old the evidence of each connection is',
      timeout: Duration.minutes(5),
      environment: { REGISTER_TABLE: register.table.tableName },
      logRetention,
    });
    register.grantRead(probe);
    const role = new SchedulerRole(this, 'Role');
    probe.grantInvokeLatestVersion(role);

    for (const [hours, watched] of Map.groupBy(connections, probeHours)) {
      // In the schedule's input, because an environment variable holds 4 kB.
      const input = ScheduleTargetInput.fromObject({
        connections: watched.map(({ name }) => name),
      });
      new Schedule(this, `Every${hours}h`, {
        description: `m365-evidence: measures how old the evidence is, every ${hours} h`,
        schedule: ScheduleExpression.rate(Duration.hours(hours)),
        // CDK's own target would let the role invoke every version of the function.
        target: { bind: () => ({ arn: probe.functionArn, role, input }) },
      });
    }
  }
}
