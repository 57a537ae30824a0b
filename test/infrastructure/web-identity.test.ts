import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { signInRoleArn, signInRoleName } from '../../lib/infrastructure/sign-in-role.ts';
import { propertiesOf, STACK, templateFor } from '../support/stack.ts';

const clientId = 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084';
const apps = [
  { name: 'msp', clientId, credential: 'federated' },
  {
    name: 'old',
    clientId,
    credential: {
      secret: 'team/app',
      secretKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555',
    },
  },
] as const;
const tenantId = '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15';

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: object;
}
const statementsOf = (template: Template, role: string) =>
  Object.entries(propertiesOf(template, 'AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(role))
    .flatMap(([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement);
const allowing = (template: Template, role: string, action: string) =>
  statementsOf(template, role).filter(({ Action }) => [Action].flat().includes(action));

describe('a stack with connections that share apps', () => {
  let template: Template;
  beforeAll(() => {
    template = templateFor(
      [
        { name: 'acme', app: 'msp', tenantId },
        { name: 'plant', app: 'msp', tenantId, cloud: 'dod' },
        { name: 'west', app: 'msp', tenantId, cloud: 'gcc-high' },
        { name: 'old', app: 'old', tenantId },
        { name: 'older', app: 'old', tenantId },
      ],
      (app) => new AwsSolutionsChecks(app),
      {},
      { apps },
    );
  });

  test('only Authenticate gets tokens of AWS: for Entra, with RS256, for five minutes', () => {
    expect(allowing(template, '', 'sts:GetWebIdentityToken')).toEqual([
      {
        Action: 'sts:GetWebIdentityToken',
        Effect: 'Allow',
        Resource: '*',
        Condition: {
          'ForAnyValue:StringEquals': {
            'sts:IdentityTokenAudience': ['api://AzureADTokenExchange', 'api://AzureADTokenExchangeUSGov'],
          },
          StringEquals: { 'sts:SigningAlgorithm': 'RS256' },
          NumericLessThanEquals: { 'sts:DurationSeconds': 300 },
        },
      },
    ]);
    expect(allowing(template, 'FunctionsAuthenticate', 'sts:GetWebIdentityToken')).toHaveLength(1);
  });

  test('Authenticate reads the secret of an app once, with its key', () => {
    expect(allowing(template, 'FunctionsAuthenticate', 'secretsmanager:GetSecretValue')).toMatchObject([
      { Resource: { 'Fn::Join': ['', expect.arrayContaining([':secret:team/app-??????'])] } },
    ]);
    expect(allowing(template, 'FunctionsAuthenticate', 'kms:Decrypt')).toMatchObject([
      { Resource: apps[1].credential.secretKeyArn },
    ]);
  });

  test('the stack makes no secret', () => {
    expect(propertiesOf(template, 'AWS::SecretsManager::Secret')).toEqual({});
  });

  test('the role of Authenticate has a fixed name, because its ARN is the subject in Entra', () => {
    const named = Object.entries(propertiesOf(template, 'AWS::IAM::Role')).filter(
      ([, { RoleName }]) => RoleName,
    );
    expect(named).toEqual([
      [
        expect.stringMatching(/^FunctionsAuthenticateRole/),
        expect.objectContaining({
          RoleName: { 'Fn::Join': ['', [`${STACK}-`, { Ref: 'AWS::Region' }, '-sign-in']] },
        }),
      ],
    ]);
  });

  test('a federated credential has no alarm before an expiry date, and a shared secret has two', () => {
    const alarms = Object.values(propertiesOf(template, 'AWS::CloudWatch::Alarm')).filter(
      ({ MetricName }) => MetricName === 'ClientSecretDaysLeft',
    );
    const connections = alarms.map(
      ({ Dimensions }) =>
        (Dimensions as { Name: string; Value: string }[]).find(({ Name }) => Name === 'connection')?.Value,
    );
    expect(connections.sort()).toEqual(['old', 'old', 'older', 'older']);
  });
});

test('without a federated credential, no role gets tokens of AWS, and no name is fixed', () => {
  const template = templateFor([{ name: 'old', app: 'old', tenantId }], undefined, {}, { apps });
  expect(allowing(template, '', 'sts:GetWebIdentityToken')).toEqual([]);
  for (const { RoleName } of Object.values(propertiesOf(template, 'AWS::IAM::Role')))
    expect(RoleName).toBeUndefined();
});

test('the name of the role has at most 64 characters', () => {
  const name = signInRoleName('S'.repeat(128), 'ap-southeast-2');
  expect(name.length).toBeLessThanOrEqual(64);
  expect(name).toMatch(/^S+-ap-southeast-2-sign-in$/);
});

test('the subject is the ARN of the role', () => {
  const place = {
    partition: 'aws',
    account: '123456789012',
    region: 'eu-central-1',
    stackName: 'M365Evidence',
  };
  expect(signInRoleArn(place)).toBe('arn:aws:iam::123456789012:role/M365Evidence-eu-central-1-sign-in');
});
