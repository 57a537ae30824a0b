import { expect, test } from '@jest/globals';
import { appsIn } from '../../lib/connections/apps-context.ts';
import { connectionsIn } from '../../lib/connections/connections-context.ts';
import { connectionsInParameter, connectionsParameter } from '../../lib/connections/connections-parameter.ts';

const clientId = 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084';
const tenantId = '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15';
const federated = { name: 'msp', clientId, credential: 'federated' } as const;
const withSecret = { name: 'old', clientId, credential: { secret: 'team/app' } };
const apps = appsIn([federated, withSecret]);

test('without a list there is no app', () => expect(appsIn(undefined)).toEqual([]));

test.each([
  ['{', 'is not JSON'],
  [{}, 'apps: '],
  [[{ ...federated, name: 'Msp' }], 'apps[0][name]: use 1 to 40 lower-case'],
  [[{ ...federated, clientId: 'msp' }], 'apps[0][clientId]: must be a GUID'],
  [[{ ...federated, clientId: undefined }], 'apps[0][clientId]'],
  [[{ ...federated, credential: 'certificate' }], 'apps[0][credential]'],
  [[{ ...federated, credential: { secret: 'a*' } }], 'apps[0][credential]'],
  [[{ ...federated, credential: { clientSecret: 'x' } }], 'apps[0][credential]'],
  [[{ ...federated, secret: 'x' }], 'secret'],
  [[federated, { ...withSecret, name: 'msp' }], 'two have the same name'],
])('refuses the apps %j: %s', (context, words) => {
  expect(() => appsIn(context)).toThrow(words);
});

test.each([
  [{ app: 'msp' }, 'The connection a shares the app msp, but names no tenant'],
  [{ tenantId }, 'The connection a has a tenantId, but no app'],
  [{ app: 'mps', tenantId }, 'The connection a names the app mps, which "apps" does not list'],
  [{ app: 'msp', tenantId, secret: 'team/app' }, 'shares the app msp, and has a secret too'],
  [
    { app: 'msp', tenantId, secretKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/a' },
    'shares the app msp, and has a secretKeyArn',
  ],
  [{ app: 'msp', tenantId: 'contoso' }, 'connections[0][tenantId]: must be a GUID or a verified domain'],
])('refuses a connection with %j: %s', (fields, words) => {
  expect(() => connectionsIn([{ name: 'a', ...fields }], apps)).toThrow(words);
});

test('one app serves many connections, and functions read it once from the parameter', () => {
  const listed = connectionsIn(
    [
      { name: 'acme', app: 'msp', tenantId },
      { name: 'plant', app: 'msp', tenantId: 'Plant.Example', cloud: 'gcc-high', answers: 'hash' },
      { name: 'old', app: 'old', tenantId },
      { name: 'own' },
    ],
    apps,
  );
  const text = connectionsParameter(listed);
  expect(JSON.parse(text)).toEqual({
    acme: { app: 'msp', tenantId },
    plant: { app: 'msp', tenantId: 'plant.example', cloud: 'gcc-high', answers: 'hash' },
    old: { app: 'old', tenantId },
    own: 'own',
    $apps: {
      msp: { clientId, credential: 'federated' },
      old: { clientId, credential: { secret: 'team/app' } },
    },
  });
  expect(connectionsInParameter(text)).toEqual([
    { name: 'acme', tenantId, app: federated, cloud: 'global', options: {} },
    {
      name: 'plant',
      tenantId: 'plant.example',
      app: federated,
      cloud: 'gcc-high',
      answers: 'hash',
      options: {},
    },
    { name: 'old', tenantId, app: withSecret, cloud: 'global', options: {} },
    { name: 'own', secret: 'own', cloud: 'global', options: {} },
  ]);
});

test.each([
  '{"a":{"app":"msp"}}',
  '{"a":{"app":"msp"},"$apps":{"msp":{"credential":"federated"}}}',
  '{"$apps":[]}',
  '{"a":{}}',
])('a parameter with %s is not in the form of this version', (text) => {
  expect(() => connectionsInParameter(text)).toThrow();
});
