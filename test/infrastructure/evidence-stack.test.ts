import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import project from '../../cdk.json' with { type: 'json' };
import { COLLECTORS, NEEDED_PERMISSIONS } from '../../lib/collectors/registry.ts';
import { Connection } from '../../lib/domain/connection.ts';
import { propertiesOf, templateFor } from '../support/stack.ts';

let template: Template;
beforeAll(() => {
  template = templateFor(undefined);
});

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

/** Function's construct name to the actions that its role allows. */
function actionsOf(name: string): string[] {
  const policies = Object.entries(propertiesOf(template, 'AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith(name),
  );
  const statements = policies.flatMap(
    ([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement,
  );
  return statements.flatMap(({ Action }) => Action).sort();
}

const EVERY_FUNCTION = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

const READING = [
  'dynamodb:BatchGetItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'kms:Decrypt',
  'kms:DescribeKey',
];

describe('each function has only the rights that its step needs:', () => {
  test('Authenticate reads the list of connections and secrets, and makes data keys', () => {
    expect(actionsOf('FunctionsAuthenticate')).toEqual(
      [...EVERY_FUNCTION, 'kms:GenerateDataKey', 'secretsmanager:GetSecretValue', 'ssm:GetParameter'].sort(),
    );
  });
  test('Authenticate reads exactly the parameter of the connections', () => {
    const [parameter] = Object.keys(template.findResources('AWS::SSM::Parameter'));
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Action: 'ssm:GetParameter',
            Effect: 'Allow',
            Resource: { 'Fn::Join': ['', Match.arrayWith([':parameter/', { Ref: parameter }])] },
          },
        ]),
      },
    });
  });
  test.each(COLLECTORS.map(({ id }) => id))('the collector %s unseals the token, and keeps answers', (id) => {
    const name = `FunctionsCollect${id.replaceAll('-', '')}`;
    expect(actionsOf(name)).toEqual(
      [...EVERY_FUNCTION, 'kms:Decrypt', 'kms:GenerateDataKey', 's3:PutObject'].sort(),
    );
  });
  test('Record evidence puts items: it neither updates, deletes nor reads', () => {
    const actions = actionsOf('FunctionsRecordEvidence');
    expect(actions.filter((action) => action.startsWith('dynamodb:'))).toEqual(['dynamodb:PutItem']);
    expect(actions.filter((action) => /secrets|\*/.test(action))).toEqual([]);
  });
  test('Announce reads the register and puts events, but does not write to the register', () => {
    expect(actionsOf('FunctionsAnnounceSync')).toEqual(
      [...EVERY_FUNCTION, ...READING, 'events:PutEvents'].sort(),
    );
  });
  test('Announce puts only events of our source and detail-type on the default bus', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Action: 'events:PutEvents',
            Effect: 'Allow',
            Condition: {
              StringEquals: { 'events:source': 'm365-evidence', 'events:detail-type': 'Sync ended' },
            },
            Resource: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith([':event-bus/default'])] }),
          },
        ]),
      },
    });
  });
  test('a schedule starts the state machine, and writes to its dead-letter queue', () => {
    expect(actionsOf('SchedulesRole')).toEqual(['sqs:SendMessage', 'states:StartExecution']);
  });
});

test('every finding of cdk-nag (AwsSolutions) is acknowledged with a reason', () => {
  expect(() =>
    templateFor([{ name: 'a' }, { name: 'b', frequency: 'hourly' }], (app) => new AwsSolutionsChecks(app)),
  ).not.toThrow();
});

test('cdk.json sets every feature flag that CDK recommends', () => {
  expect(project.context).toMatchObject(recommended);
});

test('cdk-nag stops a stack that breaks a rule', () => {
  const app = new App({ analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new Queue(new Stack(app, 'Careless'), 'Queue');
  const silent = jest.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => app.synth()).toThrow('AwsSolutions-SQS3');
  silent.mockRestore();
});

test('functions run Node 24 on arm64, traced, with a log that is kept for a year', () => {
  const functions = Object.values(propertiesOf(template, 'AWS::Lambda::Function'));
  expect(functions.length).toBe(COLLECTORS.length + 4);
  for (const properties of functions) {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
    });
    expect(properties.LoggingConfig).toHaveProperty('LogGroup');
  }
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
});

test('Authenticate gets the permissions that the collectors need', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { NEEDED_PERMISSIONS: NEEDED_PERMISSIONS.join(' ') } },
  });
});

test('the register is on demand, recoverable, protected, encrypted with a customer-managed key, and kept when the stack is deleted', () => {
  template.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
    },
  });
});

test('the instructions name the register’s table and key as the template does, to import them into a new stack', () => {
  const document = readFileSync(join(import.meta.dirname, '../../lib/infrastructure/README.md'), 'utf8');
  const [, table, key] = /\{ "(\w+)": \{ "TableName": .*?"(\w+)": \{ "KeyId": /.exec(document) ?? [];
  expect(Object.keys(template.findResources('AWS::DynamoDB::Table'))).toEqual([table]);
  expect(Object.keys(template.findResources('AWS::KMS::Key'))).toContain(key);
  expect(key).toMatch(/^RegisterKey/);
});

test('the state machine is traced, and logs no execution data', () => {
  template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    TracingConfiguration: { Enabled: true },
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
  });
});

test('an output for each connection names its secret and the age at which its evidence is stale', () => {
  const outputs = templateFor([{ name: 'two-words', cloud: 'dod', frequency: 'hourly', secret: 'team/app' }]);
  const { Value } = outputs.findOutputs('ConnectionSettingstwowords').ConnectionSettingstwowords as {
    Value: string;
  };
  expect(Connection.parse(JSON.parse(Value))).toEqual({
    name: 'two-words',
    secret: 'team/app',
    cloud: 'dod',
    frequency: 'hourly',
    options: {},
  });
});

test('a secret holds only the placeholder', () => {
  const placeholder = '{"tenantId":"replace-me","clientId":"replace-me","clientSecret":"replace-me"}';
  template.hasResourceProperties('AWS::SecretsManager::Secret', { SecretString: placeholder });
});

test('the firing’s id names the execution, so that two deliveries make one sync', () => {
  const [schedule] = Object.values(propertiesOf(template, 'AWS::Scheduler::Schedule'));
  const target = schedule?.Target as { Input: unknown; DeadLetterConfig: unknown };
  expect(JSON.stringify(target.Input)).toContain('\\"Name\\":\\"<aws.scheduler.execution-id>\\"');
  expect(JSON.stringify(target.Input)).toContain('connection');
  expect(target.DeadLetterConfig).toBeDefined();
  expect(schedule?.ScheduleExpression).toMatch(/^cron\(\d+ \d+ \* \* \? \*\)$/);
});

test('no resource has a fixed name', () => {
  const named = Object.values(
    template.toJSON().Resources as Record<string, { Type: string; Properties?: object }>,
  ).filter(({ Properties = {} }) =>
    Object.keys(Properties).some((key) =>
      /^(Function|Table|Queue|Role|StateMachine|LogGroup|Topic|Alarm|Dashboard)?Name$/.test(key),
    ),
  );
  expect(named).toEqual([]);
});
