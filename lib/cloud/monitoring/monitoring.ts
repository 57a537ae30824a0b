import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { DeployedConnection } from '../../../lambdas/domain/connection.ts';
import type { EvidenceRegister } from '../evidence-register.ts';
import { Alarms } from './alarms.ts';
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

/** What tells people how the deployment does: a probe, alarms, and where they are published. */
export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { settings, register, stateMachine, deadLetters, connections } = props;
    new FreshnessProbe(this, 'FreshnessProbe', register, connections);
    this.topic = new Notifications(this, 'Notifications', settings.notify).topic;
    new Alarms(this, 'Alarms', {
      shared: { stateMachine, deadLetters, registerTable: register.table },
      connections,
      topic: this.topic,
      runbook: settings.runbook,
    });
  }
}
