import { Annotations } from 'aws-cdk-lib';
import type { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Connection } from '../../domain/connection.ts';
import type { Settings } from '../../domain/settings.ts';
import type { EvidenceRegister } from '../evidence-register.ts';
import { Alarms } from './alarms.ts';
import { ChangeMails } from './change-mails.ts';
import { changeRecipients } from './change-recipients.ts';
import { EvidenceDashboard } from './evidence-dashboard.ts';
import { FreshnessProbe } from './freshness-probe.ts';
import type { MonitoringSettings } from './monitoring-context.ts';
import { Notifications } from './notifications.ts';

interface MonitoringProps {
  /** Matches the end of each sync of this deployment. */
  syncEnded: EventPattern;
  settings: MonitoringSettings;
  register: EvidenceRegister;
  stateMachine: StateMachine;
  deadLetters: Queue;
  connections: readonly Connection[];
  thresholds: Settings['thresholds'];
  logRetention: RetentionDays;
}

/** Monitors the deployment: a probe that measures freshness, alarms, their topic, and a dashboard. */
export class Monitoring extends Construct {
  readonly topic: Topic;
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { settings, register, stateMachine, deadLetters, connections, thresholds, logRetention } = props;
    new FreshnessProbe(this, 'FreshnessProbe', register, connections, logRetention);
    const { topic, key } = new Notifications(this, 'Notifications', settings.notify);
    this.topic = topic;
    new ChangeMails(this, 'ChangeMails', {
      recipients: changeRecipients(connections, settings.notifyChanges),
      syncEnded: props.syncEnded,
      key,
    });
    const alarms = new Alarms(this, 'Alarms', {
      shared: { stateMachine, deadLetters, registerTable: register.table },
      connections,
      thresholds,
      topic: this.topic,
      runbook: settings.runbook,
    });
    warnOfDeadLinks(this, settings);
    const names = connections.map(({ name }) => name);
    this.dashboard = new EvidenceDashboard(this, 'Dashboard', names, alarms, thresholds);
  }
}

/** Adds a note to the synthesis if mails would link to a file of the project, which their reader cannot open. */
function warnOfDeadLinks(scope: Construct, { notify, runbook }: MonitoringSettings): void {
  if (notify === undefined || URL.canParse(runbook)) return;
  Annotations.of(scope).addInfoV2(
    'm365-evidence:runbook',
    'Links in the mails of alarms lead nowhere. Set "runbook" in cdk.json to the address of RUNBOOK.md.',
  );
}
