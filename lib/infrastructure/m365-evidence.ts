import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type EventPattern, Match } from 'aws-cdk-lib/aws-events';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type AppProps, appsIn } from '../connections/apps-context.ts';
import { type ConnectionProps, connectionsIn } from '../connections/connections-context.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import { SYNC_ENDED_SOURCE, SYNC_ENDED_TYPE } from '../domain/sync-ended-event.ts';
import { settingsIn } from '../settings/settings-context.ts';
import { checkLimits } from './connection-limits.ts';
import { connectionOutput } from './connection-output.ts';
import { ConnectionsParameter } from './connections-parameter.ts';
import { CredentialsSecret, grantReadSecrets, sharedSecrets } from './credentials-secret.ts';
import { EvidenceRegister } from './evidence-register.ts';
import { EvidenceVault } from './evidence-vault.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { monitoringIn } from './monitoring/monitoring-context.ts';
import { type Retention, retentionIn } from './retention-context.ts';
import { SchedulesParameter } from './schedules-parameter.ts';
import { type SealSettings, sealIn } from './seal-context.ts';
import { SettingsParameter } from './settings-parameter.ts';
import { SigningKey } from './signing-key.ts';
import { OUTPUT } from './stack-terms.ts';
import { SyncFunctions } from './sync-functions.ts';
import { SyncSchedules } from './sync-schedules.ts';
import { SyncWorkflow } from './sync-workflow.ts';

export interface M365EvidenceProps {
  /** The tenants to collect from, and how often. By default one connection named `default`, daily. */
  connections?: readonly ConnectionProps[] | undefined;
  /** The app registrations that several connections sign in with; a connection names one as its `app`. */
  apps?: readonly AppProps[] | undefined;
  /** Email address that gets the alarms' mail. By default the topic starts without a subscriber. */
  notify?: string | undefined;
  /**
   * Email address that gets a mail for each sync that changed something, for the connections without a `notifyChanges` of
   * their own. By default no mail is sent.
   */
  notifyChanges?: string | undefined;
  /** Address of RUNBOOK.md, for the links in the alarms' mail. By default its path in this project. */
  runbook?: string | undefined;
  /**
   * How long nobody can delete what the vault keeps, counted from the day it was written; by default 400 days in mode
   * `governance`. In mode `compliance` not even the account's root user can shorten it. The vault and the register keep
   * evidence after that time too, until a person deletes it.
   */
  retention?: Retention | undefined;
  /** How long the logs of functions and of the state machine are kept; by default a year. */
  logRetention?: RetentionDays | undefined;
  /**
   * The frameworks that evidence is mapped to: ids of published ones, and paths of files of your own, relative to the working
   * folder. By default ISO 27001 and SOC 2.
   */
  frameworks?: readonly string[] | undefined;
  /** The bounds of figures: `{ 'secure-score.percentage': { below: 60 } }`. */
  thresholds?: Settings['thresholds'] | undefined;
  /** How the logs of evidence are sealed. By default each sync is signed. */
  seal?: Partial<SealSettings> | undefined;
}

/**
 * Collects compliance evidence from Microsoft 365 tenants on a schedule and keeps it in a register. Makes a secret for
 * each connection, which `npx m365-evidence connect <name> --stack <stack>` fills. A stack holds one of these, because
 * commands find its parts by the stack's outputs. Throws a UserError if a connection is invalid, or one stack cannot hold
 * all connections.
 */
export class M365Evidence extends Construct {
  /** The register's table. Only syncs write to it, and only by adding items. */
  readonly registerTable: Table;
  /** The bucket of the vault: Graph's answers, and sealed syncs. No object can be overwritten or deleted before its time. */
  readonly vaultBucket: Bucket;
  /** The topic that alarms are published to, encrypted with its own key. */
  readonly topic: Topic;
  /** The sync. Starts with `{ "connection": "<name>" }`. */
  readonly stateMachine: StateMachine;
  /** Matches the event that each sync of this construct puts on the account's default bus when it ends. */
  readonly syncEnded: EventPattern;

  constructor(scope: Construct, id: string, props: M365EvidenceProps = {}) {
    super(scope, id);
    const { logRetention = RetentionDays.ONE_YEAR } = props;
    const monitored = monitoringIn(props);
    const apps = appsIn(props.apps);
    const listed = connectionsIn(props.connections, apps);
    const settings = settingsIn(props, process.cwd());
    // A stack with the default settings needs no parameter for them, and has room for one more connection.
    const isDefault = JSON.stringify(settings) === JSON.stringify(DEFAULT_SETTINGS);
    const { thresholds } = settings;
    checkLimits(listed, {
      notifyChanges: monitored.notifyChanges,
      thresholds,
      optionalResources: isDefault ? 0 : 1,
    });
    const register = new EvidenceRegister(this, 'Register');
    const vault = new EvidenceVault(this, 'Vault', register.key, retentionIn(props.retention));
    const signingKey = new SigningKey(this, 'SigningKey');
    const seal = sealIn(props.seal);
    const functions = new SyncFunctions(this, 'Functions', {
      register,
      vault,
      signingKey,
      seal,
      logRetention,
      federated: listed.flatMap(({ app, cloud }) => (app?.credential === 'federated' ? [cloud] : [])),
    });
    const secrets = listed
      .filter(({ app }) => !app)
      .map((one) => new CredentialsSecret(this, `Connection-${one.name}`, one));
    grantReadSecrets(functions.authenticate, [...secrets, ...sharedSecrets(this, listed)]);
    const connections = listed.map(
      (one) => secrets.find(({ connection }) => connection.name === one.name)?.connection ?? one,
    );
    const parameter = new ConnectionsParameter(this, 'Connections', connections);
    parameter.provideTo(functions.authenticate);
    const pauses = new SchedulesParameter(this, 'Pauses', listed);
    pauses.provideTo(functions.sealSync);
    const settled = isDefault ? undefined : new SettingsParameter(this, 'Settings', settings);
    settled?.provideTo(functions.recordEvidence);
    settled?.provideTo(functions.announceSync);
    const { stateMachine } = new SyncWorkflow(this, 'Workflow', functions, logRetention);
    const schedules = new SyncSchedules(this, 'Schedules', stateMachine);
    // Authenticate and Seal must know a new connection before its first sync.
    schedules.node.addDependency(parameter, pauses, ...(settled ? [settled] : []));
    for (const connection of connections) schedules.add(connection);
    this.syncEnded = this.#syncEnded(stateMachine);
    const { topic, dashboard } = new Monitoring(this, 'Monitoring', {
      syncEnded: this.syncEnded,
      settings: monitored,
      register,
      stateMachine,
      deadLetters: schedules.deadLetters,
      connections,
      thresholds,
      logRetention,
    });
    this.registerTable = register.table;
    this.vaultBucket = vault.bucket;
    this.topic = topic;
    this.stateMachine = stateMachine;
    this.#putOut({
      [OUTPUT.stateMachine]: stateMachine.stateMachineArn,
      [OUTPUT.registerTable]: register.table.tableName,
      [OUTPUT.vaultBucket]: vault.bucket.bucketName,
      [OUTPUT.deadLetters]: schedules.deadLetters.queueUrl,
      [OUTPUT.notifications]: topic.topicArn,
      [OUTPUT.dashboard]: dashboard.dashboardName,
      [OUTPUT.signingKey]: signingKey.keyArn,
      ...(settled && { [OUTPUT.settings]: settled.parameterName }),
      [OUTPUT.sealFunction]: functions.sealSync.functionName,
      [OUTPUT.signInFunction]: functions.authenticate.functionName,
      ...Object.fromEntries(
        connections.map((one) => [`${OUTPUT.connection}-${one.name}`, connectionOutput(one)]),
      ),
    });
  }

  /** The event names its execution as a resource. */
  #syncEnded({ stateMachineName }: StateMachine): EventPattern {
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${stateMachineName}:`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return {
      source: [SYNC_ENDED_SOURCE],
      detailType: [SYNC_ENDED_TYPE],
      resources: Match.prefix(executions),
    };
  }

  /** Adds outputs to the stack itself, so that their keys do not depend on this construct's id. */
  #putOut(outputs: Record<string, string>): void {
    for (const [key, value] of Object.entries(outputs)) new CfnOutput(Stack.of(this), key, { value });
  }
}
