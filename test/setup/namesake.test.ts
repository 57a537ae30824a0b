import { describe, expect, test } from '@jest/globals';
import { APP_NAME } from '../../lib/setup/setup.ts';
import { changing, SetupPlace, sampleSetup, TENANT_ID } from '../support/setup-script.ts';

const ENDS = '2027-01-01T00:00:00Z';
const OTHERS = {
  'a client secret': { passwordCredentials: [{ displayName: 'a \u001b[2Jspare', endDateTime: ENDS }] },
  'a certificate': { keyCredentials: [{ displayName: 'a spare', endDateTime: ENDS }] },
  'a federated credential': {
    federatedIdentityCredentials: [
      { name: 'a', issuer: 'https://other', subject: 'a spare', audiences: ['api://AzureADTokenExchange'] },
    ],
  },
};

const APP_ID = '55555555-5555-4555-8555-555555555555';

/** Returns a tenant whose administrator owns an app of the script's name, which another person may have prepared. */
function prepared(changes: object, setup = sampleSetup()) {
  const application = {
    ...{ id: 'object', appId: APP_ID, displayName: APP_NAME, signInAudience: 'AzureADMyOrg' },
    ...{ requiredResourceAccess: [], keyCredentials: [], passwordCredentials: [] },
    ...{ federatedIdentityCredentials: [], owners: [{ id: 'administrator' }] },
    ...changes,
  };
  return new SetupPlace(setup, { applications: [application] });
}

/** Marks the app as one that an administrator consented to. */
function consentedTo({ tenant }: SetupPlace) {
  const [graph] = tenant.servicePrincipals;
  const assigned = graph?.appRoles.map(({ id }) => ({ resourceId: graph.id, appRoleId: id })) ?? [];
  tenant.servicePrincipals.push({ id: 'principal', appId: APP_ID, appRoles: [], assigned });
}

describe('an app of the same name, without consent, and owned by the administrator', () => {
  test.each(Object.entries(OTHERS))(
    'gets no consent if it has %s: the script names it',
    async (_, changes) => {
      const ran = await prepared(changes).run(sampleSetup());
      expect(ran).toMatchObject({
        status: 1,
        err: expect.stringMatching(/has credentials:[\s\S]*a .*spare/),
      });
      expect(ran.err).toContain(`APP_ID='${APP_ID}'`);
      expect(ran.err).not.toContain('\u001b');
      expect(changing(ran)).toEqual([]);
    },
  );

  test('gets consent in spite of a credential if its client id is given', async () => {
    const setup = sampleSetup({ app: { name: 'plant', clientId: APP_ID } });
    expect((await prepared(OTHERS['a client secret']).run(setup)).status).toBe(0);
  });

  test('gets consent if it has no credential, or only the one of this stack', async () => {
    const place = prepared({});
    expect((await place.run(sampleSetup())).status).toBe(0);
    for (const service of place.tenant.servicePrincipals) service.assigned = [];
    expect((await place.run(sampleSetup())).status).toBe(0);
    expect(place.tenant.applications[0]?.federatedIdentityCredentials).toHaveLength(1);
  });
});

test('an app that no person owns gets consent if it has no credential', async () => {
  expect((await prepared({ owners: [] }).run(sampleSetup())).status).toBe(0);
});

test('an app with consent may have another credential, and no owner', async () => {
  const place = prepared({ owners: [], ...OTHERS['a client secret'] });
  consentedTo(place);
  expect((await place.run(sampleSetup())).status).toBe(0);
});

describe('a multi-tenant app of the same name', () => {
  test('needs the check even with consent, because customers may consent next', async () => {
    const setup = sampleSetup({ customers: [{ connection: 'plant', tenantId: TENANT_ID }] });
    const place = prepared(OTHERS['a client secret']);
    consentedTo(place);
    const ran = await place.run(setup);
    expect(ran).toMatchObject({ status: 1, err: expect.stringContaining('has credentials:') });
  });

  test('says that the tenant of the app gets no consent if no connection names its id', async () => {
    const setup = sampleSetup({ customers: [{ connection: 'plant', tenantId: 'contoso.com' }] });
    const { err } = await new SetupPlace(setup).run(setup);
    expect(err).toContain('No consent is granted here');
  });
});
