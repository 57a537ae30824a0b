import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { propertiesOf, templateFor } from '../../support/stack.ts';

let template: Template;
beforeAll(() => {
  template = templateFor([
    { name: 'day' },
    { name: 'hour', frequency: 'hourly' },
    { name: 'shift', frequency: 'rate(6 hours)' },
    { name: 'half-day', frequency: 'rate(12 hours)' },
    { name: 'workday', frequency: 'cron(0 6 ? * MON-FRI *)' },
  ]);
});

/** Schedule expression to the connections that it measures. */
function probes(): Record<string, string[]> {
  const schedules = Object.entries(propertiesOf(template, 'AWS::Scheduler::Schedule')).filter(([id]) =>
    id.startsWith('MonitoringFreshnessProbe'),
  );
  return Object.fromEntries(
    schedules.map(([, { ScheduleExpression, Target }]) => {
      const { connections } = JSON.parse((Target as { Input: string }).Input) as { connections: string[] };
      return [ScheduleExpression, connections];
    }),
  );
}

test('measures a connection hourly if it is synced at least every six hours, else every six hours', () => {
  expect(probes()).toEqual({
    'rate(1 hour)': ['hour', 'shift'],
    'rate(6 hours)': ['day', 'half-day', 'workday'],
  });
});

describe('has only the rights that it needs:', () => {
  const actionsOf = (id: string) =>
    Object.entries(propertiesOf(template, 'AWS::IAM::Policy'))
      .filter(([policy]) => policy.startsWith(id))
      .flatMap(([, { PolicyDocument }]) =>
        (PolicyDocument as { Statement: { Action: string | string[]; Resource: unknown }[] }).Statement.map(
          ({ Action, Resource }) => ({ actions: [Action].flat(), resource: JSON.stringify(Resource) }),
        ),
      );

  test('the function only reads the register', () => {
    const actions = actionsOf('MonitoringFreshnessProbeMeasureFreshnessRole').flatMap((one) => one.actions);
    expect(actions.filter((action) => !/^(logs|xray):/.test(action)).sort()).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'kms:Decrypt',
      'kms:DescribeKey',
    ]);
  });

  test('its schedules invoke only this function', () => {
    const [statement, ...more] = actionsOf('MonitoringFreshnessProbeRoleDefaultPolicy');
    expect(statement?.actions).toEqual(['lambda:InvokeFunction']);
    expect(statement?.resource).toContain('MonitoringFreshnessProbeMeasureFreshness');
    expect(statement?.resource).not.toContain('*');
    expect(more).toEqual([]);
  });

  test('only schedules of this account can assume their role', () => {
    const role = Object.entries(propertiesOf(template, 'AWS::IAM::Role')).find(([id]) =>
      id.startsWith('MonitoringFreshnessProbeRole'),
    )?.[1];
    expect(role?.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    });
  });
});
