import { describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { appsIn } from '../../lib/connections/apps-context.ts';
import { connectionsIn } from '../../lib/connections/connections-context.ts';
import { connectionsInParameter } from '../../lib/connections/connections-parameter.ts';
import { checkLimits } from '../../lib/infrastructure/connection-limits.ts';
import { deployed, deployedSize } from '../support/deployed-size.ts';
import { propertiesOf, templateFor } from '../support/stack.ts';

const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-';
const digits = (index: number) => String(index).padStart(12, '0');
const list = (length: number, entry: (index: number) => object) =>
  Array.from({ length }, (_, index) => ({ frequency: index === 0 ? 'hourly' : 'daily', ...entry(index) }));

const short = (index: number) => ({ name: `c${index}` });
const long = (index: number) => ({
  name: `${'customer-with-a-long-name-for-its-tenant'.slice(0, 36)}${1000 + index}`,
});
const existing = (index: number) => ({ name: `c${index}`, secret: `team/${index}` });
const withKeys = (index: number) => ({
  name: `c${index}`,
  secret: `arn:aws:secretsmanager:eu-central-1:123456789012:secret:team/${digits(index)}-AbCdEf`,
  secretKeyArn: `${KEY}${digits(index)}`,
});
const withNames = (index: number) => ({
  name: `c${index}`,
  secret: `${digits(index)}${'n'.repeat(88)}`,
  cloud: 'gcc-high',
  includeUserNames: true,
});
const longNames = (index: number) => ({ name: `c${index}`, secret: `${index}${'n'.repeat(500)}` });

const APPS = [
  { name: 'msp', clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084', credential: 'federated' },
] as const;
const sharing = (index: number) => ({
  name: `c${index}`,
  app: 'msp',
  tenantId: `3f6c8a1e-52d7-4b0e-9c41-${digits(index)}`,
});

const RESOURCES = 'CloudFormation takes 500 resources';
const POLICY = '10,240 characters';
const PARAMETER = '8,192 characters';

describe.each([
  ['short names', short, 72, RESOURCES],
  ['names of 40 characters', long, 64, POLICY],
  ['existing secrets', existing, 86, RESOURCES],
  ['secrets with customer-managed keys', withKeys, 56, POLICY],
  ['secrets with names of 500 characters', longNames, 16, POLICY],
  ['settings other than the defaults', withNames, 50, PARAMETER],
  ['an app that they share', sharing, 115, PARAMETER],
])('connections with %s', (_, entry, most, reason) => {
  test(`are refused if there are more than ${most}, in one sentence with the number that fits`, () => {
    const entries = connectionsIn(list(most + 1, entry), appsIn(APPS));
    expect(() => checkLimits(entries.slice(0, most))).not.toThrow();
    expect(() => checkLimits(entries)).toThrow(
      new RegExp(`lists ${most + 1} connections, .* holds only the first ${most} of them, .*${reason}`),
    );
    expect(() => checkLimits([...entries, ...entries])).toThrow(`only the first ${most} of them`);
  });
});

const full = new Map<(index: number) => object, Template>();
/** Returns the template of the most connections of a kind. Synthesizes it once, because that takes half a second. */
function templateOf(most: number, entry: (index: number) => object): Template {
  const template =
    full.get(entry) ??
    templateFor(list(most, entry), undefined, { notify: 'grc@example.com' }, { apps: APPS });
  full.set(entry, template);
  return template;
}

test.each([
  [72, 'short names', short],
  [64, 'names of 40 characters', long],
  [50, 'settings other than the defaults', withNames],
  [115, 'an app that they share', sharing],
])('%d connections with %s stay within every quota of a stack', (most, _, entry) => {
  const template = templateOf(most, entry);
  const { Resources, Outputs } = template.toJSON() as { Resources: object; Outputs: object };
  // CDK's own metadata adds one resource.
  expect(Object.keys(Resources).length + 1).toBeLessThanOrEqual(500);
  expect(Object.keys(Outputs).length).toBeLessThanOrEqual(200);
  expect(JSON.stringify(template.toJSON(), null, 1).length).toBeLessThan(1_000_000);
  const machines = propertiesOf(template, 'AWS::StepFunctions::StateMachine');
  for (const machine of Object.values(machines)) expect(deployedSize(machine)).toBeLessThan(1_048_576);
  for (const { PolicyDocument } of Object.values(propertiesOf(template, 'AWS::IAM::Policy'))) {
    expect(deployedSize(PolicyDocument)).toBeLessThanOrEqual(10_240);
  }
});

describe.each([
  ['mails about changes to one address', { own: false }, { notifyChanges: 'grc@example.com' }, {}],
  ['mails to an address of their own', { own: true }, {}, {}],
  [
    'thresholds',
    { own: false },
    { notifyChanges: 'grc@example.com' },
    {
      thresholds: { 'secure-score.percentage': { below: 60, above: 90 }, 'risky-users.atRisk': { above: 0 } },
    },
  ],
])('connections with %s', (_, { own }, mails, settings) => {
  const entry = (index: number) => ({
    ...short(index),
    ...(own && { notifyChanges: `c${index}@example.com` }),
  });

  test('fill a stack, and one more connection is refused', () => {
    const shared = { ...mails, ...settings, optionalResources: 'thresholds' in settings ? 1 : 0 };
    const refused = (most: number) => () => checkLimits(connectionsIn(list(most, entry)), shared);
    const [, fits = ''] = /only the first (\d+) of them/.exec(messageOf(refused(90))) ?? [];
    expect(Number(fits)).toBeGreaterThan(30);
    expect(refused(Number(fits))).not.toThrow();
    const template = templateFor(
      list(Number(fits), entry),
      undefined,
      { notify: 'a@example.com', ...mails },
      settings,
    );
    const { Resources } = template.toJSON() as { Resources: object };
    const each = Object.values(Resources).length + 1;
    expect(each).toBeLessThanOrEqual(500);
    expect(each).toBeGreaterThan(485);
  });
});

function messageOf(refused: () => void): string {
  try {
    refused();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  [64, long],
  [16, longNames],
  [50, withNames],
])('the parameter of %d connections holds them in at most 8,192 characters', (most, entry) => {
  const connections = connectionsIn(list(most, entry));
  const template = templateOf(most, entry);
  const [parameter] = Object.values(propertiesOf(template, 'AWS::SSM::Parameter'));
  const text = String(deployed(parameter?.Value));
  expect(text.length).toBeLessThanOrEqual(8_192);
  expect(connectionsInParameter(text)).toEqual(
    connections.map(({ name, cloud, options, secret = expect.stringMatching(/^\w+-B{12}$/) }) => ({
      name,
      secret,
      cloud,
      options,
    })),
  );
});
