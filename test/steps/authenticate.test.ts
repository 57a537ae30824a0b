import { expect, test } from '@jest/globals';
import { NEEDED_PERMISSIONS } from '../../lambdas/collectors/registry.ts';
import { authenticate } from '../../lambdas/steps/authenticate.ts';
import { localDataKeys } from '../../lib/local/local-data-keys.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const step = authenticate({
  secrets: async (id) => `not the JSON of ${id}`,
  dataKeys: localDataKeys(),
  openTransport: () => {
    throw new Error('nothing may be sent');
  },
  neededPermissions: [],
  clock: new VirtualClock(),
  random: () => 0.5,
});
const connections = { default: { secretId: 'arn:default' }, plant: { secretId: 'arn:plant' } };

test.each([{}, 'default', null, { connection: 7 }, { connection: 'other' }, { connection: '../default' }])(
  'the input %j is answered with the connections that there are',
  async (input) => {
    const error = await rejection(step({ input, connections }, 0));
    expect(error).toMatchObject({
      name: 'ConnectionUnknown',
      details: { remedy: expect.stringContaining('default, plant') },
    });
  },
);

test('reads the secret of its connection, and sends nothing if the secret is malformed', async () => {
  const error = await rejection(step({ input: { connection: 'plant' }, connections }, 0));
  expect(error).toMatchObject({
    name: 'ConnectionSecretInvalid',
    message: expect.stringContaining('arn:plant is not a JSON object'),
  });
});

test('a session holds no token in the clear, and says what the token permits', async () => {
  const { session } = await signedInSandbox({ variant: 'too-much-consent' });
  expect(session.sealedToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(Buffer.from(session.sealedToken.split('.')[2] ?? '', 'base64url').toString()).not.toContain('eyJ');
  expect(session.permissions).toEqual({
    granted: NEEDED_PERMISSIONS,
    missing: [],
    excessive: ['Policy.ReadWrite.ConditionalAccess', 'User.Read.All'],
  });
});
