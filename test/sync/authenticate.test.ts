import { describe, expect, test } from '@jest/globals';
import { NEEDED_PERMISSIONS } from '../../lib/collectors/registry.ts';
import { localDataKeys } from '../../lib/deployment/on-laptop/local-data-keys.ts';
import { authenticate } from '../../lib/sync/authenticate.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const connections = async () => [
  { name: 'default', secret: 'arn:default', cloud: 'global' as const, options: {} },
  { name: 'plant', secret: 'arn:plant', cloud: 'global' as const, options: {} },
];
const step = authenticate({
  connections,
  secrets: async (id) => `not the JSON of ${id}`,
  dataKeys: localDataKeys(),
  openTransport: () => {
    throw new Error('nothing may be sent');
  },
  neededPermissions: [],
  clock: new VirtualClock(),
  random: () => 0.5,
});

test.each([{}, 'default', null, { connection: 7 }, { connection: 'other' }, { connection: '../default' }])(
  'the error for the input %j lists the connections',
  async (input) => {
    const error = await rejection(step({ input }, 0));
    expect(error).toMatchObject({
      name: 'ConnectionUnknown',
      details: { remedy: expect.stringContaining('default, plant') },
    });
  },
);

test('reads the secret of its connection, and sends no request if the secret is malformed', async () => {
  const error = await rejection(step({ input: { connection: 'plant' } }, 0));
  expect(error).toMatchObject({
    name: 'ConnectionSecretInvalid',
    message: expect.stringContaining('arn:plant is not a JSON object'),
  });
});

test('a session contains the token only sealed, and lists its permissions', async () => {
  const { session } = await signedInSandbox({ variant: 'too-much-consent' });
  expect(session.sealedToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(Buffer.from(session.sealedToken.split('.')[2] ?? '', 'base64url').toString()).not.toContain('eyJ');
  expect(session.permissions).toEqual({
    granted: NEEDED_PERMISSIONS,
    missing: [],
    excessive: ['Policy.ReadWrite.ConditionalAccess', 'User.Read.All'],
  });
});

describe('the tenant of a session', () => {
  const TENANT = '3F6C8A1E-52D7-4B0E-9C41-7A0D2B9E6F15';
  const clock = new VirtualClock();
  const signedIn = async (claims: object | undefined, tenantId: string) => {
    const payload = Buffer.from(JSON.stringify(claims ?? null)).toString('base64url');
    const access_token = claims ? `h.${payload}.s` : 'opaque';
    const answer = { token_type: 'Bearer', expires_in: 3_599, access_token };
    const signIn = authenticate({
      connections,
      secrets: async () => JSON.stringify({ tenantId, clientId: TENANT, clientSecret: 'secret' }),
      dataKeys: localDataKeys(),
      openTransport: () => ({
        send: async () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) }),
        close() {},
      }),
      neededPermissions: [],
      clock,
      random: () => 0.5,
    });
    return (await signIn({ input: { connection: 'plant' } }, clock.now() + 60_000)).tenantId;
  };

  test('is the tid of the token, whether the secret names a domain or the id', async () => {
    const claims = { tid: TENANT };
    expect(await signedIn(claims, 'contoso.onmicrosoft.com')).toBe(TENANT.toLowerCase());
    expect(await signedIn(claims, TENANT)).toBe(TENANT.toLowerCase());
  });

  test.each([undefined, {}, { tid: 7 }, { tid: '<b>' }, { tid: '' }])(
    'is the configured one if the claims of the token are %j',
    async (claims) => {
      expect(await signedIn(claims, 'Contoso.onmicrosoft.com')).toBe('contoso.onmicrosoft.com');
    },
  );
});
