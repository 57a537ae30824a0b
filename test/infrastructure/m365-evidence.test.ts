import { describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { UserError } from '../../lib/domain/user-error.ts';
import { M365Evidence, type M365EvidenceProps } from '../../lib/infrastructure/m365-evidence.ts';
import { DEFINITION_ONLY } from '../../lib/infrastructure/workflow-definition.ts';
import { propertiesOf, templateFor } from '../support/stack.ts';

function evidenceIn(stack: Stack, props?: M365EvidenceProps): M365Evidence {
  return new M365Evidence(stack, 'Evidence', props);
}
const stackOf = () => new Stack(new App(DEFINITION_ONLY), 'TheirStack');

describe('in another app', () => {
  const stack = stackOf();
  const evidence = evidenceIn(stack, {
    connections: [{ name: 'plant', frequency: 'hourly', cloud: 'gcc-high' }],
    notify: 'grc@example.com',
    retention: { mode: 'compliance', days: 1_095 },
    logRetention: RetentionDays.SIX_MONTHS,
  });
  new Rule(stack, 'Rule', { eventPattern: evidence.syncEnded });
  const template = Template.fromStack(stack);

  test('the app can refer to the register, the vault, the topic and the state machine', () => {
    const [table] = Object.keys(template.findResources('AWS::DynamoDB::Table'));
    expect(stack.resolve(evidence.registerTable.tableName)).toEqual({ Ref: table });
    const [bucket] = Object.keys(template.findResources('AWS::S3::Bucket'));
    expect(stack.resolve(evidence.vaultBucket.bucketName)).toEqual({ Ref: bucket });
    const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
    expect(stack.resolve(evidence.topic.topicArn)).toEqual({ Ref: topic });
    const [machine] = Object.keys(template.findResources('AWS::StepFunctions::StateMachine'));
    expect(stack.resolve(evidence.stateMachine.stateMachineArn)).toEqual({ Ref: machine });
  });

  test('a rule matches the end of its own syncs', () => {
    const name = { 'Fn::GetAtt': [Match.stringLikeRegexp('^EvidenceWorkflow'), 'Name'] };
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['m365-evidence'],
        'detail-type': ['Sync ended'],
        resources: [{ prefix: { 'Fn::Join': ['', Match.arrayWith([':execution:', name, ':'])] } }],
      },
    });
  });

  test('the vault has the given retention', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 1_095 } } },
    });
  });

  test('every log is kept for the given time', () => {
    const logs = Object.values(propertiesOf(template, 'AWS::Logs::LogGroup'));
    expect(new Set(logs.map(({ RetentionInDays }) => RetentionInDays))).toEqual(new Set([180]));
  });

  test('the stack has the outputs by which commands find its parts', () => {
    const outputs = Object.keys(template.findOutputs('*'));
    expect(outputs).toEqual(Object.keys(templateFor([{ name: 'plant' }]).findOutputs('*')));
  });
});

test('needs no properties: one daily connection named default', () => {
  const stack = stackOf();
  evidenceIn(stack);
  expect(Template.fromStack(stack).findOutputs('ConnectionSettingsdefault')).not.toEqual({});
});

test.each([
  [{ connections: [{ name: 'Plant' }] }, 'connections[0][name]'],
  [{ retention: { mode: 'compliance' as const, days: 0 } }, 'retention.days: must be at least 1 day'],
  [{ notify: 'everyone' }, '"notify" must be one email address'],
])('refuses %j', (props, message) => {
  const refused = () => evidenceIn(stackOf(), props);
  expect(refused).toThrow(UserError);
  expect(refused).toThrow(message);
});
