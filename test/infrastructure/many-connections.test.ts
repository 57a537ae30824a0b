import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { dashboardOf } from '../support/dashboard.ts';
import { deployedSize } from '../support/deployed-size.ts';
import { propertiesOf, templateFor } from '../support/stack.ts';

const SECRET_ARN =
  'arn:aws:secretsmanager:eu-central-1:123456789012:secret:ConnectioncustomernumberfiftySecretAAAAAAAA-BBBBBBBBBBBB-CCCCCC';

describe('fifty connections', () => {
  let template: Template;
  beforeAll(() => {
    template = templateFor(Array.from({ length: 50 }, (_, index) => ({ name: `customer-number-${index}` })));
  });

  test('have a secret, a schedule and four alarms each, in addition to the shared resources', () => {
    template.resourceCountIs('AWS::SecretsManager::Secret', 50);
    template.resourceCountIs('AWS::Scheduler::Schedule', 50 + 1);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 50 * 4 + 5);
  });

  test('fit into a stack (500 resources, 200 outputs, 1 MB)', () => {
    const { Resources, Outputs } = template.toJSON() as { Resources: object; Outputs: object };
    expect(Object.keys(Resources).length).toBeLessThan(500);
    expect(Object.keys(Outputs).length).toBeLessThan(200);
    expect(JSON.stringify(template.toJSON()).length).toBeLessThan(1_000_000);
  });

  test('fit into each role’s policies (10,240 characters)', () => {
    for (const policy of Object.values(propertiesOf(template, 'AWS::IAM::Policy'))) {
      expect(deployedSize(policy.PolicyDocument)).toBeLessThan(10_240);
    }
  });

  test('fit into a schedule’s input (256 kB)', () => {
    for (const { Target } of Object.values(propertiesOf(template, 'AWS::Scheduler::Schedule'))) {
      expect(deployedSize((Target as { Input: unknown }).Input)).toBeLessThan(256 * 1024);
    }
  });

  test('fit into the same dashboard as one: a choice for each, and up to 100 alarms in a widget', () => {
    const { variables, widgets } = dashboardOf(template);
    expect(variables[0]?.values).toHaveLength(50);
    expect(widgets.length).toBe(dashboardOf(templateFor(undefined)).widgets.length);
    expect(Math.max(...widgets.map(({ properties }) => properties.alarms?.length ?? 0))).toBeLessThanOrEqual(
      100,
    );
  });

  test('fit into each function’s environment (4 kB)', () => {
    for (const { Environment } of Object.values(propertiesOf(template, 'AWS::Lambda::Function'))) {
      expect(deployedSize(Environment)).toBeLessThan(4_096);
    }
  });
});

describe('a connection with an existing secret', () => {
  const existing = (entry: object) => templateFor([{ name: 'a', ...entry }]);
  const authenticates = (template: Template) =>
    JSON.stringify(
      Object.entries(propertiesOf(template, 'AWS::IAM::Policy')).find(([id]) =>
        id.startsWith('FunctionsAuthenticate'),
      ),
    );

  test('by ARN: the stack makes no secret, and Authenticate may read the existing one', () => {
    const template = existing({ secret: SECRET_ARN });
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    expect(authenticates(template)).toContain(SECRET_ARN);
  });

  test('by name: Authenticate may read the ARN that Secrets Manager derives from the name', () => {
    expect(authenticates(existing({ secret: 'team/entra' }))).toContain(':secret:team/entra-??????');
  });

  test('with a customer-managed key: Authenticate may decrypt with it', () => {
    const secretKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
    expect(authenticates(existing({ secret: SECRET_ARN, secretKeyArn }))).toContain(secretKeyArn);
  });
});
