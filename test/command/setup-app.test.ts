import { describe, expect, test } from '@jest/globals';
import { customersOf, setupApp } from '../../lib/command/setup-app.ts';
import { setupCommands } from '../../lib/command/setup-commands.ts';
import { appsIn } from '../../lib/connections/apps-context.ts';
import { connectionsIn } from '../../lib/connections/connections-context.ts';
import type { Connection } from '../../lib/domain/connection.ts';

const CLIENT_ID = '11111111-1111-4111-8111-111111111111';
const TENANTS = ['2', '3'].map((digit) => `${digit.repeat(8)}-2222-4222-8222-222222222222`);
const apps = appsIn([
  { name: 'msp', clientId: CLIENT_ID, credential: 'federated' },
  { name: 'kept', clientId: CLIENT_ID, credential: { secret: 'team/entra' } },
]);
const connections = connectionsIn(
  [
    { name: 'own' },
    { name: 'a', app: 'msp', tenantId: TENANTS[0] },
    { name: 'b', app: 'msp', tenantId: TENANTS[1] },
    { name: 'c', app: 'msp', tenantId: 'contoso.cn', cloud: 'china' },
    { name: 'd', app: 'kept', tenantId: 'contoso.com' },
  ],
  apps,
);
const named = (name: string) => connections.find((connection) => connection.name === name) as Connection;

describe('an app that several tenants share', () => {
  test('is multi-tenant without --multi-tenant; its customers are the tenants of the same sign-in service', () => {
    expect(customersOf(named('a'), connections, {})).toEqual([
      { connection: 'a', tenantId: TENANTS[0] },
      { connection: 'b', tenantId: TENANTS[1] },
    ]);
    expect(customersOf(named('c'), connections, {})).toEqual([{ connection: 'c', tenantId: 'contoso.cn' }]);
  });

  test('may be in a tenant that no connection names', () => {
    expect(setupApp(named('a'), { local: false, isShared: true })).toEqual({
      app: { name: 'msp', clientId: CLIENT_ID },
      sharedSecret: 'm365-evidence/msp',
    });
  });
});

describe('an app of one tenant', () => {
  test('has no customers, unless --multi-tenant asks for them', () => {
    expect(customersOf(named('own'), connections, {})).toBeUndefined();
    expect(customersOf(named('own'), connections, { multiTenant: true })).toEqual([]);
    expect(customersOf(named('d'), connections, { multiTenant: true })).toHaveLength(1);
  });

  test('is in the tenant of its connection, if cdk.json has its id and not a domain', () => {
    expect(setupApp(named('b'), { local: false, isShared: false })).toMatchObject({ tenantId: TENANTS[1] });
    expect(setupApp(named('d'), { local: false, isShared: false })).not.toHaveProperty('tenantId');
  });

  test('keeps its credential in the secret that cdk.json names, or by its connection', () => {
    expect(setupApp(named('d'), { local: false, isShared: false }).sharedSecret).toBe('team/entra');
    expect(setupApp(named('d'), { local: true, isShared: false }).sharedSecret).toBeUndefined();
    expect(setupApp(named('own'), { local: false, isShared: false })).toEqual({ app: { name: 'own' } });
  });
});

test.each([
  ['bash', String.raw`'a b'\''c'`],
  ['powershell', "'a b''c'"],
] as const)('commands repeat the options of the deployment, each as one word of %s', (shell, profile) => {
  const options = { stack: 'Other', profile: "a b'c", multiTenant: true } as const;
  const { setup, connect } = setupCommands('own', options, shell);
  expect(connect).toBe(`npx m365-evidence connect own --stack Other --profile ${profile}`);
  expect(setup).toBe(`npx m365-evidence setup own --multi-tenant --stack Other --profile ${profile}`);
});
