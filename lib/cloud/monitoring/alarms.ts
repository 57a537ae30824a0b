import { Alarm, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { DeployedConnection } from '../../../lambdas/domain/connection.ts';
import type { AlarmTerms } from './alarm-terms.ts';
import { connectionAlarms } from './connection-alarms.ts';
import { deploymentAlarms, type SharedParts } from './deployment-alarms.ts';
import { runbookLink } from './runbook.ts';

export interface AlarmsProps {
  shared: SharedParts;
  connections: readonly DeployedConnection[];
  /** Told of each alarm. */
  topic: ITopic;
  /** Address of the README that holds the runbook. */
  runbook: string;
}

/** Every alarm, each with what happened and where to read what to do. */
export class Alarms extends Construct {
  readonly ofDeployment: readonly Alarm[];
  /** Kind to the alarms of that kind, one a connection. */
  readonly ofConnections: ReadonlyMap<string, readonly Alarm[]>;
  readonly #tell: IAlarmAction;
  readonly #runbook: string;

  constructor(scope: Construct, id: string, { shared, connections, topic, runbook }: AlarmsProps) {
    super(scope, id);
    this.#tell = new SnsAction(topic);
    this.#runbook = runbook;
    this.ofDeployment = deploymentAlarms(this, shared).map((terms) => this.#alarm(terms));
    const alarms = new Map<string, Alarm[]>();
    for (const connection of connections) {
      for (const terms of connectionAlarms(this, connection)) {
        const ofKind = alarms.get(terms.kind) ?? [];
        alarms.set(terms.kind, [...ofKind, this.#alarm(terms, connection.name)]);
      }
    }
    this.ofConnections = alarms;
  }

  #alarm({ kind, happened, heading, tellsRecovery, ...watched }: AlarmTerms, connection?: string): Alarm {
    const alarm = new Alarm(this, connection === undefined ? kind : `${kind}: ${connection}`, {
      alarmDescription: `${happened} Runbook: ${runbookLink(this.#runbook, heading)}`,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...watched,
    });
    alarm.addAlarmAction(this.#tell);
    if (tellsRecovery) alarm.addOkAction(this.#tell);
    return alarm;
  }
}
