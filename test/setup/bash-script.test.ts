import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { CLOUDS, CloudName } from '../../lib/domain/cloud.ts';
import { SCRIPTS } from '../../lib/setup/script.ts';
import { APP_NAME, type CredentialSetup, GRAPH_APP_ID } from '../../lib/setup/setup.ts';
import { SECRET_TEXT } from '../support/azure-graph.ts';
import { afterFirstRun, changing, PERMISSIONS, SetupPlace, sampleSetup } from '../support/setup-script.ts';

const FEDERATED = sampleSetup().credential;
const SECRET: CredentialSetup = { kind: 'secret', expires: '2027-11-26' };
const CERTIFICATE: CredentialSetup = { kind: 'certificate' };
/** Each national cloud, and each credential. DoD has a certificate too, because the Azure CLI adds it through another Graph there. */
const EVERY = [
  ...CloudName.options.map((cloud) => ({ cloud, credential: FEDERATED })),
  { cloud: 'global', credential: CERTIFICATE },
  { cloud: 'global', credential: SECRET },
  { cloud: 'dod', credential: CERTIFICATE },
].map(({ cloud, credential }) => ({ cloud: cloud as CloudName, credential, kind: credential.kind }));

describe.each(EVERY)('$kind in $cloud', ({ cloud, credential }) => {
  const setup = sampleSetup({ cloud, credential });

  test('bash accepts the syntax', async () => {
    expect(spawnSync('bash', ['-n'], { input: SCRIPTS.bash(setup), encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  test('makes the app, consent and credential; a second run changes nothing', async () => {
    const { place, first } = await afterFirstRun(setup);
    expect(first).toMatchObject({
      status: 0,
      err: expect.stringContaining('npx m365-evidence connect plant'),
    });
    const { applications, servicePrincipals } = place.tenant;
    const roles = PERMISSIONS.map((name) => `role-${name}`);
    expect(applications).toEqual([
      expect.objectContaining({
        displayName: APP_NAME,
        signInAudience: 'AzureADMyOrg',
        requiredResourceAccess: [
          { resourceAppId: GRAPH_APP_ID, resourceAccess: roles.map((id) => ({ id, type: 'Role' })) },
        ],
      }),
    ]);
    expect(servicePrincipals.at(-1)).toMatchObject({
      appId: applications[0]?.appId,
      assigned: roles.map((appRoleId) => ({ resourceId: 'graph', appRoleId })),
    });
    const urls = first.calls.flatMap((call) => call.filter((word) => word.startsWith('https:')));
    expect(urls.every((url) => url.startsWith(CLOUDS[cloud].graph))).toBe(true);
    const counts = [applications[0]?.federatedIdentityCredentials, applications[0]?.keyCredentials].map(
      (list) => list?.length,
    );
    const kind = credential.kind;
    expect([...counts, applications[0]?.passwordCredentials.length]).toEqual([
      ...[kind === 'federated', kind === 'certificate', kind === 'secret'].map(Number),
    ]);

    const second = await place.run(setup);
    expect({ status: second.status, changed: changing(second) }).toEqual({ status: 0, changed: [] });
    expect(second.err).toMatch(/exists|is registered|has a client secret/);
    expect(
      `${first.err}${second.out}${second.err}${JSON.stringify([first.calls, second.calls])}`,
    ).not.toContain(SECRET_TEXT);
  });
});

test('the federated credential has exactly one audience, that of the national cloud', async () => {
  const setup = sampleSetup({ cloud: 'china' });
  const { place } = await afterFirstRun(setup);
  expect(place.tenant.applications[0]?.federatedIdentityCredentials).toEqual([
    {
      name: 'aws-123456789012-M365Evidence-eu-central-1-sign-in',
      issuer: 'https://5f0c.tokens.sts.global.api.aws',
      subject: 'arn:aws:iam::123456789012:role/M365Evidence-eu-central-1-sign-in',
      audiences: ['api://AzureADTokenExchangeChina'],
    },
  ]);
});

test('a multi-tenant app gets a link for each customer, and no consent in a tenant that no connection reads', async () => {
  const customers = [
    { connection: 'plant', tenantId: '44444444-4444-4444-8444-444444444444' },
    { connection: 'office', tenantId: 'contoso.com' },
  ];

  const setup = sampleSetup({ cloud: 'gcc-high', customers });
  const place = new SetupPlace(setup);
  const { err, status } = await place.run(setup);
  const app = place.tenant.applications[0];
  expect(status).toBe(0);
  expect(app?.signInAudience).toBe('AzureADMultipleOrgs');
  for (const { tenantId } of customers)
    expect(err).toContain(
      `https://login.microsoftonline.us/${tenantId}/adminconsent?client_id=${app?.appId}`,
    );
  expect(err).toContain('AADSTS500113');
  expect(place.tenant.servicePrincipals).toHaveLength(1);
});

test('waits for objects that Entra does not know everywhere yet', async () => {
  const setup = sampleSetup();
  const place = new SetupPlace(setup, {
    failures: ['POST --url https://graph.microsoft.com/v1.0/servicePrincipals', 'appRoleAssignments'],
  });
  const { status, err } = await place.run(setup);
  expect({ status, waited: err.split('Trying again').length - 1 }).toEqual({ status: 0, waited: 2 });
});

test('leaves out a permission that the tenant does not offer, and reads lines of Windows', async () => {
  const setup = sampleSetup({ permissions: [...PERMISSIONS, 'Unknown.Read.All'] });
  const place = new SetupPlace(setup, { lineEnd: '\r\n' });
  const { status, err } = await place.run(setup);
  expect(err).toContain('no permission Unknown.Read.All');
  expect(status).toBe(0);
  expect(place.tenant.servicePrincipals.at(-1)?.assigned).toHaveLength(PERMISSIONS.length);
});
