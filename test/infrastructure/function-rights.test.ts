import { beforeAll, describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { propertiesOf, templateFor } from '../support/stack.ts';

let template: Template;
beforeAll(() => {
  template = templateFor(undefined);
});

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

/** Returns the actions that the role of a function allows, by the function's name in the stack. */
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
