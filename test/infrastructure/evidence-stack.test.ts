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
import { DEFINITION_ONLY } from '../../lib/infrastructure/workflow-definition.ts';
import { propertiesOf, STACK, templateFor } from '../support/stack.ts';

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

/** Returns the only statement of a role that allows this action. */
function statementOf(name: string, action: string): unknown {
  const policies = Object.entries(propertiesOf(template, 'AWS::IAM::Policy'));
  const found = policies
    .filter(([id]) => id.startsWith(name))
    .flatMap(([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement)
    .filter(({ Action }) => [Action].flat().includes(action));
  expect(found).toHaveLength(1);
  return found[0];
}

const signingKey = () =>
  Object.keys(template.findResources('AWS::KMS::Key')).find((id) => id.startsWith('SigningKey'));

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
  test('Record evidence puts only evidence and runs, Seal only what belongs to logs', () => {
    const puts = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties: { PolicyDocument } }) =>
        (PolicyDocument as { Statement: { Action: string; Condition?: object }[] }).Statement.filter(
          ({ Action }) => Action === 'dynamodb:PutItem',
        ),
    );
    const only = (...partitions: string[]) => ({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions },
    });
    expect(puts.map(({ Condition }) => Condition)).toEqual(
      expect.arrayContaining([
        only('EVIDENCE#*', 'RUN#*'),
        only('LOG#*', 'CHECKPOINT#*', 'LOG', 'ANNOTATION#*'),
      ]),
    );
    expect(puts).toHaveLength(2);
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
  test('Seal reads the register and the schedules, puts items, and signs', () => {
    expect([...new Set(actionsOf('FunctionsSealSync'))]).toEqual(
      [
        ...EVERY_FUNCTION,
        ...READING,
        'dynamodb:PutItem',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:GetPublicKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:Sign',
        's3:PutObject',
        'ssm:GetParameter',
      ].sort(),
    );
  });
  test('Seal puts only what belongs to logs, and annotations', () => {
    expect(statementOf('FunctionsSealSync', 'dynamodb:PutItem')).toMatchObject({
      Condition: {
        'ForAllValues:StringLike': {
          'dynamodb:LeadingKeys': ['LOG#*', 'CHECKPOINT#*', 'LOG', 'ANNOTATION#*'],
        },
      },
    });
  });
  test('Seal puts objects only below log, documents and checkpoints of the vault', () => {
    const { Resource } = statementOf('FunctionsSealSync', 's3:PutObject') as Statement;
    const folders = [Resource].flat().map((resource) => JSON.stringify(resource));
    expect(folders.toSorted()).toEqual(
      ['checkpoints', 'documents', 'log'].map((folder) => expect.stringContaining(`"/${folder}/*"`)),
    );
  });
  test('Seal signs only with ECDSA_SHA_256, and only texts that KMS hashes itself', () => {
    expect(statementOf('FunctionsSealSync', 'kms:Sign')).toEqual({
      Action: 'kms:Sign',
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [signingKey(), 'Arn'] },
      Condition: { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'RAW' } },
    });
    // The conditions are not keys of GetPublicKey, so they would refuse it.
    expect(statementOf('FunctionsSealSync', 'kms:GetPublicKey')).toEqual({
      Action: 'kms:GetPublicKey',
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [signingKey(), 'Arn'] },
    });
  });
  test('no other function may sign', () => {
    const policies = Object.entries(propertiesOf(template, 'AWS::IAM::Policy'));
    const signing = policies.filter(([, policy]) => JSON.stringify(policy).includes('kms:Sign'));
    expect(signing.map(([id]) => id)).toEqual([expect.stringMatching(/^FunctionsSealSync/)]);
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
