import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { DeployedConnection } from '../../../lambdas/domain/connection.ts';
import type { EvidenceRegister } from '../evidence-register.ts';
import { FreshnessProbe } from './freshness-probe.ts';
import type { MonitoringSettings } from './monitoring-context.ts';
import { Notifications } from './notifications.ts';

export interface MonitoringProps {
  settings: MonitoringSettings;
  register: EvidenceRegister;
  connections: readonly DeployedConnection[];
}

/** What tells people how the deployment does. */
export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { settings, register, connections }: MonitoringProps) {
    super(scope, id);
    new FreshnessProbe(this, 'FreshnessProbe', register, connections);
    this.topic = new Notifications(this, 'Notifications', settings.notify).topic;
  }
}
