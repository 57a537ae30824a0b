import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  AlarmStatusWidgetSortBy,
  GraphWidget,
  type HorizontalAnnotation,
  type IWidget,
  MathExpression,
  type Metric,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';

/** Widths of widgets: a dashboard has 24 columns. */
export const [QUARTER, THIRD, HALF] = [6, 8, 12];

/** Shows the newest values of metrics that are rarely measured: a period without a value repeats the last value. */
export function newest(title: string, metrics: readonly Metric[], width: number): IWidget {
  const period = Duration.hours(1);
  const repeated = metrics.map(
    (metric, index) =>
      new MathExpression({
        expression: `FILL(newest${index}, REPEAT)`,
        usingMetrics: { [`newest${index}`]: metric.with({ period }) },
        label: metric.label ?? metric.metricName,
        period,
      }),
  );
  return new SingleValueWidget({ title, metrics: repeated, sparkline: true, width, height: 4 });
}

/** Shows metrics of one unit over time, with a horizontal line for each limit. */
export function lines(
  title: string,
  metrics: Metric[],
  width: number,
  limits: HorizontalAnnotation[] = [],
): IWidget {
  const leftYAxis = { min: 0, showUnits: false };
  return new GraphWidget({ title, left: metrics, leftYAxis, leftAnnotations: limits, width, height: 6 });
}

/** Shows the states of alarms: ringing alarms first, then the latest change. One widget of CloudWatch holds up to 100. */
export function alarmStates(title: string, alarms: readonly Alarm[], width: number): IWidget {
  const sortBy = AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP;
  return new AlarmStatusWidget({ title, alarms: [...alarms], sortBy, width, height: 4 });
}
