import { beforeAll, describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { dashboardOf } from '../../support/dashboard.ts';
import { propertiesOf, templateFor } from '../../support/stack.ts';

let template: Template;
beforeAll(() => {
  const connections = [{ name: 'day' }, { name: 'hour', frequency: 'hourly' }];
  template = templateFor(connections, undefined, { runbook: 'https://git.example.com/RUNBOOK.md' });
});

type Properties = Record<string, unknown>;

/** Returns the only alarm whose description begins with this text. */
function alarm(happened: string): Properties {
  const found = Object.values(propertiesOf(template, 'AWS::CloudWatch::Alarm')).filter(
    ({ AlarmDescription }) => String(AlarmDescription).startsWith(happened),
  );
  expect(found).toHaveLength(1);
  return found[0] ?? {};
}

const refTo = (type: string) => ({ Ref: Object.keys(template.findResources(type))[0] });
const topic = () => [refTo('AWS::SNS::Topic')];
const ofConnection = (connection: string) => [
  { Name: 'connection', Value: connection },
  { Name: 'service', Value: 'Test' },
];

/** Returns the expression and the metrics of a metric math alarm. */
function mathOf({ Metrics = [] }: { Metrics?: unknown }) {
  const parts = Metrics as { Expression?: string; MetricStat?: { Metric: Properties; Stat: string } }[];
  return {
    expression: parts.flatMap(({ Expression }) => Expression ?? []).join(),
    metrics: parts.flatMap(({ MetricStat }) => MetricStat ?? []),
  };
}

test('rings when a sync of any connection failed, timed out or was aborted', () => {
  const properties = alarm('A sync failed, timed out or was aborted.');
  expect(properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' });
  const { expression, metrics } = mathOf(properties);
  const Dimensions = [{ Name: 'StateMachineArn', Value: refTo('AWS::StepFunctions::StateMachine') }];
  expect(expression).toBe('failed + timedOut + aborted');
  expect(metrics).toEqual(
    ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'].map((MetricName) => ({
      Metric: { Namespace: 'AWS/States', MetricName, Dimensions },
      Stat: 'Sum',
      Period: 300,
    })),
  );
});

test('a fault of AWS that kept a sync from reading has its own alarm, which names AWS', () => {
  expect(
    alarm('AWS (KMS, Secrets Manager, Systems Manager or Lambda) failed before a sync could sign in'),
  ).toMatchObject({
    Namespace: 'M365Evidence',
    MetricName: 'SyncsStoppedByAws',
    Dimensions: [{ Name: 'service', Value: 'Test' }],
    Statistic: 'Sum',
    Period: 3600,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('rings when a sync could not be sealed', () => {
  expect(alarm('A sync is recorded, but could not be sealed in its signed log.')).toMatchObject({
    Namespace: 'M365Evidence',
    MetricName: 'SyncsNotSealed',
    Dimensions: [{ Name: 'service', Value: 'Test' }],
    Statistic: 'Sum',
    Period: 3600,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('rings when a firing is in the dead-letter queue of the schedules', () => {
  expect(alarm('A schedule could not start a sync')).toMatchObject({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Statistic: 'Maximum',
    Period: 300,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
});

test('rings when a write is throttled, and ends although DynamoDB then reports no value', () => {
  const properties = alarm('DynamoDB throttled writes');
  expect(properties).toMatchObject({ Threshold: 1, TreatMissingData: 'notBreaching' });
  const { expression, metrics } = mathOf(properties);
  expect(expression).toBe('FILL(throttled, 0)');
  expect(metrics).toEqual([
    {
      Metric: {
        Namespace: 'AWS/DynamoDB',
        MetricName: 'ThrottledRequests',
        Dimensions: [
          { Name: 'Operation', Value: 'PutItem' },
          { Name: 'TableName', Value: refTo('AWS::DynamoDB::Table') },
        ],
      },
      Stat: 'Sum',
      Period: 900,
    },
  ]);
});

describe.each([
  ['day', 48, 6 * 3600],
  ['hour', 2, 3600],
])('of the connection %s', (name, staleAfterHours, probePeriod) => {
  test('rings when a sign-in is rejected', () => {
    expect(alarm(`A sync of the connection ${name} could not sign in`)).toMatchObject({
      Namespace: 'M365Evidence',
      MetricName: 'SyncsRejected',
      Dimensions: ofConnection(name),
      Statistic: 'Sum',
      Period: 3600,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  test(`rings and reports recovery after ${staleAfterHours} hours without a complete sync, or without a measurement`, () => {
    expect(
      alarm(`The connection ${name} had no complete sync for more than ${staleAfterHours} h`),
    ).toMatchObject({
      Namespace: 'M365Evidence',
      MetricName: 'CompleteSyncAgeHours',
      Dimensions: ofConnection(name),
      Statistic: 'Minimum',
      Period: probePeriod,
      EvaluationPeriods: 1,
      Threshold: staleAfterHours,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'breaching',
      OKActions: topic(),
    });
  });

  test.each([60, 7])(
    'rings %d days before the client secret expires, if its expiry date is recorded',
    (days) => {
      expect(
        alarm(`The client secret or certificate of the connection ${name} expires in ${days} days or less.`),
      ).toMatchObject({
        Namespace: 'M365Evidence',
        MetricName: 'ClientSecretDaysLeft',
        Dimensions: ofConnection(name),
        Statistic: 'Minimum',
        Period: 86_400,
        EvaluationPeriods: 1,
        Threshold: days,
        ComparisonOperator: 'LessThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
      });
    },
  );
});

describe('a threshold', () => {
  const thresholds = {
    'secure-score.percentage': { below: 60 },
    'security-alerts.bySeverity.high': { above: 3 },
  };
  const withThresholds = () =>
    templateFor([{ name: 'day' }, { name: 'hour' }], undefined, {}, { thresholds });

  test('rings beyond each limit, reports recovery, and keeps its state while nothing is read', () => {
    const own = withThresholds();
    own.resourceCountIs('AWS::CloudWatch::Alarm', 5 + 2 * (4 + 2));
    own.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp(
        '^Secure Score of the connection day is below 60 %. Runbook: ',
      ),
      Namespace: 'M365Evidence',
      MetricName: 'SecureScorePercentage',
      Dimensions: [
        { Name: 'collector', Value: 'secure-score' },
        { Name: 'connection', Value: 'day' },
        { Name: 'service', Value: 'Test' },
      ],
      Statistic: 'Minimum',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 60,
      TreatMissingData: 'ignore',
      OKActions: [Match.anyValue()],
    });
    own.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp(
        '^Security alerts, high, of the connection hour is above 3 alerts. ',
      ),
      MetricName: 'UnresolvedAlertsHigh',
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 3,
    });
  });

  test('is a line in the trend of its figure', () => {
    const { widgets } = dashboardOf(withThresholds());
    const lines = widgets.flatMap(({ properties }) => properties.annotations?.horizontal ?? []);
    expect(lines).toEqual([
      expect.objectContaining({ value: 60, label: expect.stringContaining('threshold below 60') }),
      expect.objectContaining({ value: 3, label: 'High: threshold above 3' }),
    ]);
  });
});

test('there are five shared alarms and four for each connection', () => {
  template.resourceCountIs('AWS::CloudWatch::Alarm', 5 + 2 * 4);
});

test('publishes every alarm, and its recovery only if OK means that all is well', () => {
  const alarms = Object.values(propertiesOf(template, 'AWS::CloudWatch::Alarm'));
  for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual(topic());
  const recovering = alarms.filter(({ OKActions }) => OKActions !== undefined);
  expect(recovering.map(({ MetricName }) => MetricName)).toEqual([
    'CompleteSyncAgeHours',
    'CompleteSyncAgeHours',
  ]);
});

test('rounds the hours of a pause in the description', () => {
  const odd = templateFor([{ name: 'odd', frequency: 'rate(20 minutes)' }]);
  odd.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: Match.stringLikeRegexp('for more than 0.67 hours, or'),
    Threshold: 2 / 3,
  });
});
