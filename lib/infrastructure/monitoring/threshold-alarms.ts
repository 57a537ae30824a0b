import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Collector } from '../../collectors/collector.ts';
import { COLLECTORS } from '../../collectors/registry.ts';
import { everyFigure, type Figure } from '../../domain/figure.ts';
import { figureText } from '../../domain/figure-text.ts';
import { type Settings, thresholdOf } from '../../domain/settings.ts';
import type { AlarmTerms } from './alarm-terms.ts';
import { measured } from './metrics.ts';
import { RUNBOOK } from './runbook.ts';

/** One limit of a figure. */
interface Bound {
  figure: Figure;
  side: 'below' | 'above';
  limit: number;
}

/** The smallest and the largest value of a period decide, so that no sync in it is overlooked. */
const ON_SIDE = {
  below: { statistic: Stats.MINIMUM, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD },
  above: { statistic: Stats.MAXIMUM, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD },
};

/** Returns the limits of a collector's figures. */
export function boundsOf(
  { id, figures }: Pick<Collector, 'id' | 'figures'>,
  thresholds: Settings['thresholds'],
): Bound[] {
  return everyFigure(figures).flatMap((figure) => {
    const threshold = thresholdOf({ thresholds }, id, figure.fact);
    return (['below', 'above'] as const).flatMap((side) => {
      const limit = threshold?.[side];
      return limit === undefined ? [] : [{ figure, side, limit }];
    });
  });
}

/** Returns the alarms on the figures of one connection that have limits. */
export function thresholdAlarms(
  scope: Construct,
  connection: string,
  thresholds: Settings['thresholds'],
): AlarmTerms[] {
  return COLLECTORS.flatMap((collector) =>
    boundsOf(collector, thresholds).map(({ figure, side, limit }): AlarmTerms => {
      const { statistic, comparisonOperator } = ON_SIDE[side];
      return {
        kind: `Threshold: ${collector.id}.${figure.fact} ${side} ${limit}`,
        happened: `${figureName(collector.title, figure.label)} of the connection ${connection} is ${side} ${figureText(limit, figure.unit)}.`,
        heading: RUNBOOK.thresholdCrossed,
        metric: measured(scope, { connection, collector: collector.id }, figure.metric, {
          statistic,
          period: Duration.hours(1),
        }),
        threshold: limit,
        comparisonOperator,
        // A figure has a value only when a sync read it. Between two syncs the alarm keeps its state: a figure that was not
        // read neither breaches nor recovers.
        treatMissingData: TreatMissingData.IGNORE,
        notifiesRecovery: true,
      };
    }),
  );
}

function figureName(title: string, label: string): string {
  return title === label ? title : `${title}, ${label.toLowerCase()},`;
}
