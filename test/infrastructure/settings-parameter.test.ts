import { expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { propertiesOf, templateFor } from '../support/stack.ts';

const CONNECTIONS = [{ name: 'default' }];
const SETTINGS = {
  frameworks: ['iso-27001-2022', 'nis2-2022-2555'],
  thresholds: { 'secure-score.percentage': { below: 60 } },
};
const settled = templateFor(CONNECTIONS, undefined, {}, SETTINGS);

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

function readersOf(template: Template): [role: string, resource: unknown][] {
  return Object.values(propertiesOf(template, 'AWS::IAM::Policy')).flatMap(({ PolicyDocument, Roles }) =>
    (PolicyDocument as { Statement: Statement[] }).Statement.filter(({ Action }) =>
      [Action].flat().includes('ssm:GetParameter'),
    ).map(({ Resource }): [string, unknown] => [JSON.stringify(Roles), Resource]),
  );
}

const parameterOf = (template: Template) =>
  Object.keys(propertiesOf(template, 'AWS::SSM::Parameter')).find((id) => id.startsWith('Settings'));

test('the settings are in a parameter that only Record evidence and Announce may read', () => {
  const parameter = parameterOf(settled) ?? '';
  expect(propertiesOf(settled, 'AWS::SSM::Parameter')[parameter]).toMatchObject({
    Value: JSON.stringify(SETTINGS),
  });
  const readers = readersOf(settled).filter(([, resource]) => JSON.stringify(resource).includes(parameter));
  expect(readers.map(([role]) => role)).toEqual([
    expect.stringContaining('RecordEvidenceRole'),
    expect.stringContaining('AnnounceSyncRole'),
  ]);
  for (const [, resource] of readers) {
    expect(resource).toMatchObject({ 'Fn::Join': ['', expect.arrayContaining([':parameter/'])] });
  }
  settled.hasOutput('SettingsParameter', { Value: { Ref: parameter } });
});

test('both functions know the name of the parameter', () => {
  const named = Object.entries(propertiesOf(settled, 'AWS::Lambda::Function')).filter(([, { Environment }]) =>
    JSON.stringify(Environment).includes('SETTINGS_PARAMETER'),
  );
  expect(named.map(([id]) => id.replace(/\w{8}$/, ''))).toEqual([
    'FunctionsRecordEvidence',
    'FunctionsAnnounceSync',
  ]);
});

test('a stack with the default settings has no parameter for them', () => {
  const template = templateFor(CONNECTIONS);
  expect(parameterOf(template)).toBeUndefined();
  expect(Object.keys(template.findOutputs('SettingsParameter'))).toEqual([]);
});

test('a parameter for the settings takes the place of a connection', () => {
  const many = Array.from({ length: 72 }, (_, index) => ({ name: `c${index}` }));
  const { frameworks } = SETTINGS;
  expect(() => templateFor(many, undefined, {}, { frameworks })).toThrow('holds only the first 71 of them');
  // The threshold of this list makes an alarm for each connection too.
  expect(() => templateFor(many, undefined, {}, SETTINGS)).toThrow('holds only the first 61 of them');
});

test('unusable settings end the synthesis with an error for people', () => {
  expect(() => templateFor(CONNECTIONS, undefined, {}, { frameworks: ['iso'] })).toThrow(
    'there is no framework iso.',
  );
});
