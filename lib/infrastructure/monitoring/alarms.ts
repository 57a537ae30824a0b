import { Alarm, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Connection } from '../../domain/connection.ts';
import type { Settings } from '../../domain/settings.ts';
import type { AlarmTerms } from './alarm-terms.ts';
import { connectionAlarms } from './connection-alarms.ts';
import { deploymentAlarms, type SharedParts } from './deployment-alarms.ts';
import { runbookLink } from './runbook.ts';

interface AlarmsProps {
  shared: SharedParts;
  connections: readonly Connection[];
  thresholds: Settings['thresholds'];
  /** The topic that gets a message of each alarm. */
  topic: ITopic;
  /** Address of RUNBOOK.md. */
  runbook: string;
}

/** All alarms. Each says what happened and links to the runbook. */
export class Alarms extends Construct {
  readonly ofDeployment: readonly Alarm[];
  /** Kind to the alarms of that kind, one for each connection. */
  readonly ofConnections: ReadonlyMap<string, readonly Alarm[]>;
  readonly #notify: IAlarmAction;
  readonly #runbook: string;

  constructor(
    scope: Construct,
    id: string,
    { shared, connections, thresholds, topic, runbook }: AlarmsProps,
  ) {
    super(scope, id);
    this.#notify = new SnsAction(topic);
    this.#runbook = runbook;
    this.ofDeployment = deploymentAlarms(this, shared).map((terms) => this.#alarm(terms));
    const alarms = new Map<string, Alarm[]>();
    for (const connection of connections) {
      for (const terms of connectionAlarms(this, connection, thresholds)) {
        const ofKind = alarms.get(terms.kind) ?? [];
        alarms.set(terms.kind, [...ofKind, this.#alarm(terms, connection.name)]);
      }
    }
    this.ofConnections = alarms;
  }

  #alarm({ kind, happened, heading, notifiesRecovery, ...watched }: AlarmTerms, connection?: string): Alarm {
    const alarm = new Alarm(this, connection === undefined ? kind : `${kind}: ${connection}`, {
      alarmDescription: `${happened} Runbook: ${runbookLink(this.#runbook, heading)}`,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...watched,
    });
    alarm.addAlarmAction(this.#notify);
    if (notifiesRecovery) alarm.addOkAction(this.#notify);
    return alarm;
  }
}
