import { describe, expect, test } from '@jest/globals';
import { GRAPH_APP_ID } from '../../lib/setup/setup.ts';
import { afterFirstRun, changing, PERMISSIONS, sampleSetup, TENANT_ID } from '../support/setup-script.ts';

describe('an existing app', () => {
  const setup = sampleSetup();

  test('keeps its permissions and credentials, and gets the missing permissions in one call', async () => {
    const { place } = await afterFirstRun(setup);
    const tenant = place.tenant;
    const own = {
      resourceAppId: GRAPH_APP_ID,
      resourceAccess: [{ id: 'role-Other.Read.All', type: 'Role' }],
    };
    for (const app of tenant.applications) app.requiredResourceAccess = [own];
    for (const service of tenant.servicePrincipals) service.assigned.splice(0, 1);
    const ran = await place.run(setup);
    expect(place.tenant.applications[0]?.requiredResourceAccess[0]).toEqual(own);
    expect(changing(ran).map((call) => call.slice(0, 3).join(' '))).toEqual([
      'ad app permission',
      'rest --method POST',
    ]);
    expect(place.tenant.servicePrincipals.at(-1)?.assigned).toHaveLength(PERMISSIONS.length);
  });

  test('gets a permission if it has only one whose id begins or ends in the same way', async () => {
    const { place } = await afterFirstRun(setup);
    const like = (id: string) => (id.endsWith('Policy.Read.All') ? `${id}.x` : `x-${id}`);
    for (const { requiredResourceAccess } of place.tenant.applications)
      for (const { resourceAccess } of requiredResourceAccess)
        for (const role of resourceAccess) role.id = like(role.id);
    for (const { assigned } of place.tenant.servicePrincipals)
      for (const role of assigned) role.appRoleId = like(role.appRoleId);
    const ran = await place.run(setup);
    expect(ran.status).toBe(0);
    expect(ran.err).toContain('Added 2 permissions to the app');
    expect(changing(ran)).toHaveLength(1 + PERMISSIONS.length);
  });

  test('is found by its client id if cdk.json has one, whatever its name', async () => {
    const { place } = await afterFirstRun(setup);
    const tenant = place.tenant;
    for (const app of tenant.applications) app.displayName = 'Renamed';
    const clientId = tenant.applications[0]?.appId ?? '';
    const ran = await place.run(sampleSetup({ app: { name: 'msp', clientId } }));
    expect({ status: ran.status, changed: changing(ran) }).toEqual({ status: 0, changed: [] });
    expect(ran.err).toContain('cdk.json lists this app as msp');
    const unknown = await place.run(sampleSetup({ app: { name: 'msp', clientId: TENANT_ID } }));
    expect({ status: unknown.status, changed: changing(unknown) }).toEqual({ status: 1, changed: [] });
  });

  test.each<[string, (credential: { issuer: string; audiences: string[] }) => void, RegExp]>([
    [
      'issuer',
      (credential) => Object.assign(credential, { issuer: 'https://old' }),
      /another issuer or subject/,
    ],
    ['audience', (credential) => Object.assign(credential, { audiences: ['api://x'] }), /another audience/],
  ])(
    'with a federated credential of another %s stays as it is, and the script says why',
    async (_, change, why) => {
      const { place } = await afterFirstRun(setup);
      const tenant = place.tenant;
      for (const app of tenant.applications) app.federatedIdentityCredentials.forEach(change);
      const ran = await place.run(setup);
      expect(ran).toMatchObject({ status: 1, err: expect.stringMatching(why) });
      expect(changing(ran)).toEqual([]);
    },
  );

  test.each([
    ['another user', [{ id: 'guest' }]],
    ['no person', []],
    ['another user, and the administrator', [{ id: 'administrator' }, { id: 'guest' }]],
  ])('gets no consent by its name alone if its owner is %s', async (_, owners) => {
    const { place } = await afterFirstRun(setup);
    const clientId = place.tenant.applications[0]?.appId ?? '';
    const [made] = place.tenant.applications;
    Object.assign(made ?? {}, { owners });
    for (const service of place.tenant.servicePrincipals) service.assigned = [];
    const ran = await place.run(setup);
    expect(ran).toMatchObject({ status: 1, err: expect.stringContaining(`APP_ID='${clientId}'`) });
    expect(changing(ran)).toEqual([]);
    expect((await place.run(sampleSetup({ app: { name: 'plant', clientId } }))).status).toBe(0);
  });

  test('stops the script if a second app has its name', async () => {
    const { place } = await afterFirstRun(setup);
    const tenant = place.tenant;
    tenant.applications.push(...tenant.applications);
    const ran = await place.run(setup);
    expect(ran).toMatchObject({ status: 1, err: expect.stringContaining('Several app registrations') });
    expect(changing(ran)).toEqual([]);
  });

  test('becomes multi-tenant, and gets consent in its own tenant if a connection reads it', async () => {
    const { place } = await afterFirstRun(setup);
    const customers = [
      { connection: 'plant', tenantId: '44444444-4444-4444-8444-444444444444' },
      { connection: 'office', tenantId: 'contoso.com' },
      { connection: 'own', tenantId: TENANT_ID },
    ];
    await place.run(sampleSetup({ customers }));
    expect(place.tenant.applications[0]?.signInAudience).toBe('AzureADMultipleOrgs');
    expect(place.tenant.servicePrincipals.at(-1)?.assigned).toHaveLength(PERMISSIONS.length);
  });
});
