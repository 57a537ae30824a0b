import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  DashboardVariable,
  DefaultValue,
  type IWidget,
  type Metric,
  PeriodOverride,
  Stats,
  TextWidget,
  Values,
  VariableInputType,
  VariableType,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Collector } from '../../collectors/collector.ts';
import { COLLECTORS } from '../../collectors/registry.ts';
import { everyFigure } from '../../domain/figure.ts';
import { unitText } from '../../domain/figure-text.ts';
import { METRIC } from '../../domain/measurement.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Alarms } from './alarms.ts';
import { measured } from './metrics.ts';
import { boundsOf } from './threshold-alarms.ts';
import { alarmStates, HALF, lines, newest, QUARTER, THIRD } from './widgets.ts';

const INTRODUCTION = `
The connection chosen above: its newest evidence, its trends, and how its syncs ended.
A tile shows the figure of the last complete reading, and the age of the newest evidence, complete or partial, measured every hour or every six hours. Days are in UTC. A gap in a line means that nothing was read, which is not zero.
A connection with -1 hours since its last complete sync is not connected yet (npx m365-evidence connect), or its first sync has not run. No days until the credential expires mean that it is federated, which has no expiry date, or that the date is not recorded.
The alarms are those of all connections.
`;

/**
 * One dashboard for all connections: its variable puts the chosen one into the dimension `connection` of every metric.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_dashboard_variables.html
 */
export class EvidenceDashboard extends Dashboard {
  readonly #shown: string;

  constructor(
    scope: Construct,
    id: string,
    connections: readonly string[],
    alarms: Alarms,
    thresholds: Settings['thresholds'],
  ) {
    const [first = ''] = connections;
    super(scope, id, {
      defaultInterval: Duration.days(30),
      periodOverride: PeriodOverride.INHERIT,
      variables: [choiceOf(connections, first)],
    });
    this.#shown = first;
    this.addWidgets(
      new TextWidget({ markdown: INTRODUCTION, width: HALF, height: 5 }),
      alarmStates('Alarms on what all connections share', alarms.ofDeployment, HALF),
    );
    this.addWidgets(...COLLECTORS.map((collector) => this.#tile(collector)));
    this.addWidgets(...COLLECTORS.map((collector) => this.#trend(collector, thresholds)));
    this.addWidgets(...this.#freshness());
    this.addWidgets(...this.#syncs());
    this.addWidgets(...COLLECTORS.map((collector) => this.#outcomes(collector)));
    this.addWidgets(
      ...[...alarms.ofConnections].map(([kind, list]) => alarmStates(`Alarms: ${kind}`, list, QUARTER)),
    );
  }

  #tile({ id, title, figures }: Collector): IWidget {
    const { metric, label, unit } = figures.headline;
    return newest(
      `${label} (${unitText(null, unit)}), and the newest evidence (hours old)`,
      [
        this.#metric(metric, Stats.AVERAGE, title, id),
        this.#metric(METRIC.evidenceAge, Stats.MAXIMUM, 'Newest evidence (hours old)', id),
      ],
      QUARTER,
    );
  }

  #trend({ id, title, figures }: Collector, thresholds: Settings['thresholds']): IWidget {
    const metrics = everyFigure(figures).map(({ metric, label }) =>
      this.#metric(metric, Stats.AVERAGE, label, id),
    );
    const limits = boundsOf({ id, figures }, thresholds).map(({ figure, side, limit }) => ({
      value: limit,
      label: `${figure.label}: threshold ${side} ${limit}`,
    }));
    const unit = unitText(null, figures.headline.unit);
    return lines(`${title} (${unit}, average of the day)`, metrics, QUARTER, limits);
  }

  #freshness(): IWidget[] {
    const ages = this.#ofEachCollector(METRIC.evidenceAge, Stats.MAXIMUM);
    const sinceComplete = this.#metric(
      METRIC.completeSyncAge,
      Stats.MINIMUM,
      'Since the last complete sync (-1: not connected yet)',
    );
    const secretEnds = this.#metric(
      METRIC.clientSecretDays,
      Stats.MINIMUM,
      'Until the client secret or certificate expires',
    );
    return [
      lines('Age of the newest evidence (hours, highest of the day)', ages, HALF),
      newest('Complete sync (hours)', [sinceComplete], QUARTER),
      newest('Credential expires (days)', [secretEnds], QUARTER),
    ];
  }

  #syncs(): IWidget[] {
    const endings = [
      METRIC.complete,
      METRIC.incomplete,
      METRIC.rejected,
      METRIC.stoppedByAws,
      METRIC.notSealed,
    ];
    const ended = endings.map((ending) => this.#metric(ending, Stats.SUM));
    const durations = this.#ofEachCollector(METRIC.duration, Stats.MAXIMUM);
    const retries = this.#ofEachCollector(METRIC.retries, Stats.SUM);
    return [
      lines('How syncs ended (syncs a day)', ended, THIRD),
      lines('Duration (milliseconds, longest of the day)', durations, THIRD),
      lines('Repeated requests to Graph (requests a day)', retries, THIRD),
    ];
  }

  #outcomes({ id, title }: Collector): IWidget {
    const outcomes = [METRIC.collected, METRIC.skipped, METRIC.failed];
    const metrics = outcomes.map((outcome) => this.#metric(outcome, Stats.SUM, outcome, id));
    return lines(`${title}: outcomes (syncs a day)`, metrics, QUARTER);
  }

  #ofEachCollector(metric: string, statistic: string): Metric[] {
    return COLLECTORS.map(({ id, title }) => this.#metric(metric, statistic, title, id));
  }

  #metric(metric: string, statistic: string, label = metric, collector?: string): Metric {
    const of = { connection: this.#shown, ...(collector !== undefined && { collector }) };
    return measured(this, of, metric, { statistic, label, period: Duration.days(1) });
  }
}

function choiceOf(connections: readonly string[], first: string): DashboardVariable {
  return new DashboardVariable({
    id: 'connection',
    label: 'Connection',
    type: VariableType.PROPERTY,
    value: 'connection',
    inputType: VariableInputType.SELECT,
    values: Values.fromValues(...connections.map((name) => ({ label: name, value: name }))),
    defaultValue: DefaultValue.value(first),
  });
}
