import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ConnectionEntry } from '../connections/connections-context.ts';
import { Connection, grantReadSecrets } from './connection.ts';
import { checkLimits } from './connection-limits.ts';
import { ConnectionsParameter } from './connections-parameter.ts';
import { EvidenceRegister } from './evidence-register.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { type MonitoringSettings, monitoringIn } from './monitoring/monitoring-context.ts';
import { OUTPUT } from './stack-terms.ts';
import { SyncFunctions } from './sync-functions.ts';
import { SyncSchedules } from './sync-schedules.ts';
import { SyncWorkflow } from './sync-workflow.ts';

export interface EvidenceStackProps extends StackProps {
  connections: readonly ConnectionEntry[];
  /** By default no address gets mail, and links lead to this repository's runbook. */
  monitoring?: MonitoringSettings;
}

/** The stack of m365-evidence on AWS. Throws UnusableContext if one stack cannot hold the connections. */
export class EvidenceStack extends Stack {
  constructor(scope: Construct, id: string, props: EvidenceStackProps) {
    const { connections: entries, monitoring: settings = monitoringIn({}), ...stackProps } = props;
    super(scope, id, { description: 'Compliance evidence from Microsoft 365', ...stackProps });
    checkLimits(entries);
    const register = new EvidenceRegister(this, 'Register');
    const functions = new SyncFunctions(this, 'Functions', register);
    const connections = entries.map((entry) => ({
      entry,
      connection: new Connection(this, `Connection-${entry.name}`, entry),
    }));
    grantReadSecrets(
      functions.authenticate,
      connections.map(({ connection }) => connection),
    );
    const parameter = new ConnectionsParameter(
      this,
      'Connections',
      connections.map(({ connection }) => connection.settings),
    );
    parameter.provideTo(functions.authenticate);
    const { stateMachine } = new SyncWorkflow(this, 'Workflow', {
      authenticate: functions.authenticate,
      collect: functions.collect,
      recordEvidence: functions.recordEvidence,
      announceSync: functions.announceSync,
    });
    const schedules = new SyncSchedules(this, 'Schedules', stateMachine);
    // Authenticate must know a new connection before its first sync.
    schedules.node.addDependency(parameter);
    for (const { entry } of connections) schedules.add(entry);
    const { topic, dashboard } = new Monitoring(this, 'Monitoring', {
      settings,
      register,
      stateMachine,
      deadLetters: schedules.deadLetters,
      connections: connections.map(({ connection }) => connection.deployed),
    });

    new CfnOutput(this, OUTPUT.stateMachine, { value: stateMachine.stateMachineArn });
    new CfnOutput(this, OUTPUT.registerTable, { value: register.table.tableName });
    new CfnOutput(this, OUTPUT.deadLetters, { value: schedules.deadLetters.queueUrl });
    new CfnOutput(this, OUTPUT.notifications, { value: topic.topicArn });
    new CfnOutput(this, OUTPUT.dashboard, { value: dashboard.dashboardName });
    for (const { entry, connection } of connections) {
      new CfnOutput(this, `${OUTPUT.connection}-${entry.name}`, {
        value: JSON.stringify(connection.deployed),
      });
    }
  }
}
