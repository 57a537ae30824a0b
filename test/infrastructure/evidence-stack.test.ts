import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, jest, test } from '@jest/globals';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import project from '../../cdk.json' with { type: 'json' };
import { COLLECTORS, NEEDED_PERMISSIONS } from '../../lib/collectors/registry.ts';
import { Connection } from '../../lib/domain/connection.ts';
import { DEFINITION_ONLY } from '../../lib/infrastructure/workflow-definition.ts';
import { propertiesOf, STACK, templateFor } from '../support/stack.ts';

let template: Template;
beforeAll(() => {
  template = templateFor(undefined);
});

const signingKey = () =>
  Object.keys(template.findResources('AWS::KMS::Key')).find((id) => id.startsWith('SigningKey'));

test('every finding of cdk-nag (AwsSolutions) is acknowledged with a reason', () => {
  expect(() =>
    templateFor([{ name: 'a' }, { name: 'b', frequency: 'hourly' }], (app) => new AwsSolutionsChecks(app)),
  ).not.toThrow();
});

test('cdk.json sets every feature flag that CDK recommends', () => {
  expect(project.context).toMatchObject(recommended);
});

test('cdk-nag stops a stack that breaks a rule', () => {
  const app = new App(DEFINITION_ONLY);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new Queue(new Stack(app, 'Careless'), 'Queue');
  const silent = jest.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => app.synth()).toThrow('AwsSolutions-SQS3');
  silent.mockRestore();
});

test('functions run Node 24 on arm64, traced, with a log that is kept for a year', () => {
  const functions = Object.values(propertiesOf(template, 'AWS::Lambda::Function'));
  expect(functions.length).toBe(COLLECTORS.length + 5);
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

test('the instructions name the register’s table, its key and the signing key as the template does, to import them into a new stack', () => {
  const document = readFileSync(join(import.meta.dirname, '../../lib/infrastructure/README.md'), 'utf8');
  const [, table, key, signing] =
    /\{ "(\w+)": \{ "TableName": .*?"(\w+)": \{ "KeyId": [^}]*\},\s*"(\w+)": \{ "KeyId": /.exec(document) ??
    [];
  expect(Object.keys(template.findResources('AWS::DynamoDB::Table'))).toEqual([table]);
  expect(Object.keys(template.findResources('AWS::KMS::Key'))).toContain(key);
  expect(key).toMatch(/^RegisterKey/);
  expect(signing).toBe(signingKey());
});

test('the signing key is P-256, kept when the stack is deleted, and refuses everyone but the function that seals', () => {
  const [role] = Object.keys(template.findResources('AWS::IAM::Role')).filter((id) =>
    id.startsWith('FunctionsSealSync'),
  );
  template.hasResource('AWS::KMS::Key', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
      KeyPolicy: {
        Statement: Match.arrayWith([
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'kms:Sign',
            Resource: '*',
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': [role, 'Arn'] } } },
          },
        ]),
      },
    },
  });
});

test('logs have the name of the account, the region and the stack', () => {
  const functions = Object.entries(propertiesOf(template, 'AWS::Lambda::Function'));
  const [, sealSync = {}] = functions.find(([id]) => id.startsWith('FunctionsSealSync')) ?? [];
  const { Variables } = sealSync.Environment as { Variables: Record<string, unknown> };
  expect(Variables.LOG_ORIGIN).toEqual({
    'Fn::Join': ['', ['m365-evidence/', { Ref: 'AWS::AccountId' }, '/', { Ref: 'AWS::Region' }, `/${STACK}`]],
  });
  expect(Variables.CHECKPOINT_EVERY).toBe('sync');
  expect(Variables.SOFTWARE).toMatch(/^m365-evidence \d+\.\d+\.\d+/);
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
  expect(JSON.stringify(target.Input)).toContain('trigger');
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
