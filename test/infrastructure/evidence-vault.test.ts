import { beforeAll, describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { EvidenceVault } from '../../lib/infrastructure/evidence-vault.ts';
import { DEFINITION_ONLY } from '../../lib/infrastructure/workflow-definition.ts';
import { propertiesOf, templateFor } from '../support/stack.ts';

let template: Template;
beforeAll(() => {
  template = templateFor(undefined);
});

const refTo = (type: string, name: RegExp) => {
  const id = Object.keys(template.findResources(type)).find((each) => name.test(each));
  return { 'Fn::GetAtt': [id, 'Arn'] };
};

describe('the bucket of the vault', () => {
  test('locks each object for 400 days, in mode governance, and keeps every version', () =>
    template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 400 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
    }));

  test('is encrypted with the key of the register, by bucket keys', () =>
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: refTo('AWS::KMS::Key', /^RegisterKey/),
            },
          },
        ],
      },
    }));

  test('is not public', () =>
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }));

  test('refuses requests without TLS', () =>
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    }));

  test('is kept with its policy when the stack is deleted, and expires nothing', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'])
      template.hasResource(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    const [bucket] = Object.values(propertiesOf(template, 'AWS::S3::Bucket'));
    expect(bucket).not.toHaveProperty('LifecycleConfiguration');
  });

  test('is found by an output', () => {
    const [id] = Object.keys(template.findResources('AWS::S3::Bucket'));
    expect(template.findOutputs('VaultBucket')).toMatchObject({ VaultBucket: { Value: { Ref: id } } });
  });
});

interface Statement {
  Action: string;
  Effect: string;
  Resource: unknown;
}

/** Returns the statements about S3, and about the register's key, of the role of a function. */
function statementsOf(role: string): Statement[] {
  const [, policy] =
    Object.entries(propertiesOf(template, 'AWS::IAM::Policy')).find(([id]) => id.startsWith(role)) ?? [];
  const { Statement: all = [] } = (policy?.PolicyDocument ?? {}) as { Statement?: Statement[] };
  const key = JSON.stringify(refTo('AWS::KMS::Key', /^RegisterKey/));
  return all.filter(
    ({ Action, Resource }) => /^s3:/.test(String(Action)) || JSON.stringify(Resource) === key,
  );
}

const throughS3 = {
  StringEquals: {
    'kms:ViaService': { 'Fn::Join': ['', ['s3.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] },
  },
};

test('a collector may only put objects below answers/, and use the key only for that', () => {
  const bucket = refTo('AWS::S3::Bucket', /^Vault/);
  expect(statementsOf('FunctionsCollectsecurescore')).toEqual([
    { Action: 's3:PutObject', Effect: 'Allow', Resource: { 'Fn::Join': ['', [bucket, '/answers/*']] } },
    {
      Action: 'kms:GenerateDataKey',
      Effect: 'Allow',
      Resource: refTo('AWS::KMS::Key', /^RegisterKey/),
      Condition: throughS3,
    },
  ]);
});

test('a reader may get objects, and decrypt them only through S3', () => {
  const stack = new Stack(new App(DEFINITION_ONLY), 'Reader');
  const vault = new EvidenceVault(stack, 'Vault', new Key(stack, 'Key'), { mode: 'governance', days: 1 });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  vault.grantRead({ role });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Action: 's3:GetObject', Effect: 'Allow' }),
        Match.objectLike({ Action: 'kms:Decrypt', Effect: 'Allow', Condition: throughS3 }),
      ],
    },
  });
});
