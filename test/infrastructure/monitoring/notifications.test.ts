import { beforeAll, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { propertiesOf, templateFor } from '../../support/stack.ts';

let template: Template;
beforeAll(() => {
  template = templateFor(undefined);
});

const THIS_ACCOUNT = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };

test('there is one topic, encrypted with a customer-managed key that is rotated', () => {
  template.resourceCountIs('AWS::SNS::Topic', 1);
  const [key] = Object.entries(propertiesOf(template, 'AWS::KMS::Key')).find(
    ([, { Description, EnableKeyRotation }]) =>
      Description === 'Encrypts notifications' && EnableKeyRotation === true,
  ) ?? [''];
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } });
});

test('CloudWatch may use that key and publish to the topic, for alarms of this account only', () => {
  template.hasResourceProperties('AWS::KMS::Key', {
    Description: 'Encrypts notifications',
    KeyPolicy: Match.objectLike({
      Statement: Match.arrayWith([
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Resource: '*',
          Condition: THIS_ACCOUNT,
        },
      ]),
    }),
  });
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Condition: THIS_ACCOUNT,
        }),
      ]),
    }),
  });
});

test('refuses messages over unencrypted connections', () => {
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Principal: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ]),
    }),
  });
});

test('subscribes the email address of the context, or no address without one', () => {
  template.resourceCountIs('AWS::SNS::Subscription', 0);
  const subscribed = templateFor(undefined, undefined, { notify: 'grc@example.com' });
  subscribed.resourceCountIs('AWS::SNS::Subscription', 1);
  subscribed.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'grc@example.com',
  });
});

test('an output gives the topic’s ARN', () => {
  const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
  expect(template.findOutputs('*')).toMatchObject({ NotificationTopicArn: { Value: { Ref: topic } } });
});
