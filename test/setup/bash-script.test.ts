import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CLOUDS, CloudName } from '../../lib/domain/cloud.ts';
import { CertificateForm, ClientSecretForm } from '../../lib/domain/connection-secret.ts';
import { SCRIPTS } from '../../lib/setup/script.ts';
import { APP_NAME, type CredentialSetup, GRAPH_APP_ID } from '../../lib/setup/setup.ts';
import { SECRET_TEXT } from '../support/azure-graph.ts';
import { changing, PERMISSIONS, SetupPlace, sampleSetup, TENANT_ID } from '../support/setup-script.ts';

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
    const place = new SetupPlace(setup);
    const first = await place.run(setup);
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
  const place = new SetupPlace(setup);
  await place.run(setup);
  expect(place.tenant.applications[0]?.federatedIdentityCredentials).toEqual([
    {
      name: 'aws-123456789012-M365Evidence-eu-central-1-sign-in',
      issuer: 'https://5f0c.tokens.sts.global.api.aws',
      subject: 'arn:aws:iam::123456789012:role/M365Evidence-eu-central-1-sign-in',
      audiences: ['api://AzureADTokenExchangeChina'],
    },
  ]);
});

describe('a secret', () => {
  const setup = sampleSetup({ credential: SECRET });

  test('appears once on a terminal; --renew adds another one', async () => {
    const place = new SetupPlace(setup);
    expect((await place.run(setup)).out).toBe(`Client secret, shown this once: ${SECRET_TEXT}\n`);
    expect((await place.run(setup)).out).toBe('');
    expect((await place.run(setup, 'terminal', '--renew')).out).toContain(SECRET_TEXT);
    expect(place.tenant.applications[0]?.passwordCredentials).toEqual([
      { displayName: 'm365-evidence plant', endDateTime: '2027-11-26T00:00:00Z' },
      { displayName: 'm365-evidence plant', endDateTime: '2027-11-26T00:00:00Z' },
    ]);
  });

  test('goes into a pipe as the JSON that connect reads', async () => {
    const place = new SetupPlace(setup);
    const { out } = await place.run(setup, 'pipe');
    expect(ClientSecretForm.shape.clientSecretExpires.parse(JSON.parse(out).clientSecretExpires)).toBe(
      '2027-11-26',
    );
    expect(JSON.parse(out)).toEqual({
      tenantId: TENANT_ID,
      clientId: place.tenant.applications[0]?.appId,
      clientSecret: SECRET_TEXT,
      clientSecretExpires: '2027-11-26',
    });
    expect(await place.run(setup, 'pipe')).toMatchObject({ status: 1, out: '' });
  });

  test('does not go into a file: the script stops before its first call', async () => {
    const place = new SetupPlace(setup);
    expect(await place.run(setup, 'file')).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('Standard output is a file'),
      calls: [],
    });
  });
});

describe('a certificate', () => {
  const setup = sampleSetup({ credential: { kind: 'certificate' } });

  test('has its key in a file that only its owner can read; a pipe gets what connect reads', async () => {
    const place = new SetupPlace(setup);
    const { out } = await place.run(setup, 'pipe');
    const folder = join(place.home, '.m365-evidence-setup');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    const { certificate, privateKey } = CertificateForm.parse(JSON.parse(out));
    const app = place.tenant.applications[0];
    const pem = readFileSync(join(folder, `plant-${app?.appId}.pem`), 'utf8');
    expect(pem).toBe(`${privateKey}${certificate}`);
    expect((await place.run(setup, 'pipe')).out).toBe(out);
  });

  test('is not replaced if its key is somewhere else; --renew adds another one and keeps the old file', async () => {
    const place = new SetupPlace(setup);
    await place.run(setup);
    const renewed = await place.run(setup, 'terminal', '--renew');
    expect(renewed.status).toBe(0);
    expect(place.tenant.applications[0]?.keyCredentials).toHaveLength(2);
    const folder = join(place.home, '.m365-evidence-setup');
    expect(readdirSync(folder).filter((file) => /\.pem(\.\d+)?$/.test(file))).toHaveLength(2);
    const elsewhere = new SetupPlace(setup, place.tenant);
    const { status, err } = await elsewhere.run(setup);
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('add --renew') });
  });
});

describe('an existing app', () => {
  const setup = sampleSetup();

  test('keeps its permissions and credentials, and gets the missing permissions in one call', async () => {
    const place = new SetupPlace(setup);
    await place.run(setup);
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

  test('is found by its client id if cdk.json has one, whatever its name', async () => {
    const place = new SetupPlace(setup);
    await place.run(setup);
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
      const place = new SetupPlace(setup);
      await place.run(setup);
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
    const place = new SetupPlace(setup);
    await place.run(setup);
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
    const place = new SetupPlace(setup);
    await place.run(setup);
    const tenant = place.tenant;
    tenant.applications.push(...tenant.applications);
    const ran = await place.run(setup);
    expect(ran).toMatchObject({ status: 1, err: expect.stringContaining('Several app registrations') });
    expect(changing(ran)).toEqual([]);
  });
});

describe('a multi-tenant app', () => {
  const customers = [
    { connection: 'plant', tenantId: '44444444-4444-4444-8444-444444444444' },
    { connection: 'office', tenantId: 'contoso.com' },
  ];

  test('gets a link for each customer, and no consent in a tenant that no connection reads', async () => {
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

  test('gets consent in its own tenant if a connection reads it, and an older app becomes multi-tenant', async () => {
    const single = sampleSetup();
    const place = new SetupPlace(single);
    await place.run(single);
    const setup = sampleSetup({ customers: [...customers, { connection: 'own', tenantId: TENANT_ID }] });
    await place.run(setup);
    expect(place.tenant.applications[0]?.signInAudience).toBe('AzureADMultipleOrgs');
    expect(place.tenant.servicePrincipals.at(-1)?.assigned).toHaveLength(PERMISSIONS.length);
  });
});

describe('the script stops before it changes anything', () => {
  test.each<[string, ConstructorParameters<typeof SetupPlace>[1], Parameters<typeof sampleSetup>[0], RegExp]>(
    [
      ['in another national cloud', { cloud: 'AzureUSGovernment' }, {}, /az cloud set --name AzureCloud/],
      ['without a sign-in', { id: '' }, {}, /Sign in first/],
      ['in another tenant', {}, { tenantId: '44444444-4444-4444-8444-444444444444' }, /--tenant 44444444-/],
      [
        'if a gap is not filled',
        {},
        { credential: { kind: 'federated', issuer: '<issuer>', subject: 'arn:aws:iam::<account>:role/x' } },
        /aws iam get-outbound-web-identity-federation-info/,
      ],
    ],
  )('%s', async (_, tenant, changes, words) => {
    const setup = sampleSetup(changes);
    const ran = await new SetupPlace(setup, tenant).run(setup);
    expect(ran).toMatchObject({ status: 1, out: '', err: expect.stringMatching(words) });
    expect(changing(ran)).toEqual([]);
  });

  test('with an unknown option', async () => {
    const setup = sampleSetup();
    expect(await new SetupPlace(setup).run(setup, 'terminal', '--renew')).toMatchObject({
      status: 2,
      calls: [],
    });
  });
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
