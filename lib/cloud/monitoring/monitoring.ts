import type { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { DeployedConnection } from '../../../lambdas/domain/connection.ts';
import type { EvidenceRegister } from '../evidence-register.ts';
import { Alarms } from './alarms.ts';
import { EvidenceDashboard } from './evidence-dashboard.ts';
import { FreshnessProbe } from './freshness-probe.ts';
import type { MonitoringSettings } from './monitoring-context.ts';
import { Notifications } from './notifications.ts';

export interface MonitoringProps {
  settings: MonitoringSettings;
  register: EvidenceRegister;
  stateMachine: StateMachine;
  deadLetters: Queue;
  connections: readonly DeployedConnection[];
}

/** What tells people how the deployment does: a probe, alarms, where they are published, and a dashboard. */
export class Monitoring extends Construct {
  readonly topic: Topic;
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { settings, register, stateMachine, deadLetters, connections } = props;
    new FreshnessProbe(this, 'FreshnessProbe', register, connections);
    this.topic = new Notifications(this, 'Notifications', settings.notify).topic;
    const alarms = new Alarms(this, 'Alarms', {
      shared: { stateMachine, deadLetters, registerTable: register.table },
      connections,
      topic: this.topic,
      runbook: settings.runbook,
    });
    const names = connections.map(({ name }) => name);
    this.dashboard = new EvidenceDashboard(this, 'Dashboard', names, alarms);
  }
}
