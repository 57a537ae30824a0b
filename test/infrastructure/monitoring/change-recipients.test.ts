import { beforeAll, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { rulesOf } from '../../support/event-rule.ts';
import { templateFor } from '../../support/stack.ts';

const CONNECTIONS = [{ name: 'default' }, { name: 'plant', notifyChanges: 'plant@example.com' }];
const MAILS = { notifyChanges: 'grc@example.com' };

let template: Template;
beforeAll(() => {
  template = templateFor(CONNECTIONS, undefined, MAILS);
});

test('a connection’s own address replaces the address for all', () => {
  const found = rulesOf(template).map(({ EventPattern, Targets }) => [
    (EventPattern.detail as { connection: string[] }).connection,
    Targets[0]?.Arn,
  ]);
  const endpoints = Object.values(template.findResources('AWS::SNS::Subscription')).map(
    ({ Properties: { Endpoint, TopicArn } }) => [TopicArn, Endpoint],
  );
  expect(
    found.map(([names, topic]) => [
      names,
      new Map(endpoints.map(([k, v]) => [JSON.stringify(k), v])).get(JSON.stringify(topic)),
    ]),
  ).toEqual([
    [['default'], 'grc@example.com'],
    [['plant'], 'plant@example.com'],
  ]);
});

test('one topic serves an address that several connections name, in capitals or not', () => {
  const own = templateFor([
    { name: 'a', notifyChanges: 'GRC@example.com' },
    { name: 'b', notifyChanges: 'grc@example.com' },
    { name: 'c' },
  ]);
  own.resourceCountIs('AWS::SNS::Topic', 2);
  expect(rulesOf(own).map(({ EventPattern }) => EventPattern.detail)).toEqual([
    { changed: [true], connection: ['a', 'b'] },
  ]);
});

test('each rule selects events of this deployment, and its pattern fits into 2,048 characters', () => {
  const names = Array.from({ length: 51 }, (_, index) => ({
    name: `a-customer-with-a-long-name-tenant-${100 + index}`,
  }));
  const rules = rulesOf(templateFor(names, undefined, MAILS));
  expect(rules).toHaveLength(3);
  for (const { EventPattern } of rules) {
    expect(EventPattern.resources).toEqual([{ prefix: expect.anything() }]);
    expect(JSON.stringify(EventPattern).length).toBeLessThan(2_048);
  }
});

test('the topics are encrypted with the notifications’ key, which EventBridge may use, and refuse unencrypted connections', () => {
  const key = { 'Fn::GetAtt': [Match.stringLikeRegexp('^MonitoringNotificationsKey'), 'Arn'] };
  template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: key });
  template.hasResourceProperties('AWS::KMS::Key', {
    Description: 'Encrypts notifications',
    KeyPolicy: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({
          Principal: { Service: 'events.amazonaws.com' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        }),
      ]),
    }),
  });
  template.resourcePropertiesCountIs(
    'AWS::SNS::TopicPolicy',
    {
      PolicyDocument: Match.objectLike({
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish' }),
        ],
      }),
    },
    2,
  );
});

test('cdk-nag has no finding', () => {
  expect(() => templateFor(CONNECTIONS, (app) => new AwsSolutionsChecks(app), MAILS)).not.toThrow();
});

test('without an address there is no rule', () => {
  templateFor(undefined, undefined, { notify: 'grc@example.com' }).resourceCountIs('AWS::Events::Rule', 0);
});
