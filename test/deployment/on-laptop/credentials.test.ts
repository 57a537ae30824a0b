import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import { SANDBOX_ISSUER, SANDBOX_ROLE } from '../../../lib/sandbox/sts-identity.ts';
import { stsRefusal } from '../../../lib/sandbox/sts-request.ts';
import { selfSigned } from '../../support/certificate.ts';
import { outcomesOf, type SyncSetup, syncSandbox } from '../../support/local-sync.ts';
import {
  SANDBOX_CREDENTIALS,
  type SandboxCredentialName,
  sandboxCertificate,
  sandboxCredential,
} from '../../support/sandbox-credential.ts';

const AUDIENCE = 'api://AzureADTokenExchange';
const registered = { issuer: SANDBOX_ISSUER, subject: SANDBOX_ROLE, audience: AUDIENCE };
const { validTo } = new X509Certificate(sandboxCertificate().certificate);
const CERTIFICATE_ENDS = new Date(validTo).toISOString().slice(0, 10);

/** Kind and expiry date that the run records. */
const RECORDED: Record<SandboxCredentialName, [kind: string, expires: string | null]> = {
  secret: ['secret', '2027-03-30'],
  'shared secret': ['secret', '2027-03-30'],
  certificate: ['certificate', CERTIFICATE_ENDS],
  'shared certificate': ['certificate', CERTIFICATE_ENDS],
  federated: ['federated', null],
};

describe.each(SANDBOX_CREDENTIALS)('a sync with the credential "%s"', (credential) => {
  test('is complete, and records the kind of the credential and its expiry date', async () => {
    const { run, evidence, result, requests, announcements } = await syncSandbox('healthy', { credential });
    expect(result).toEqual({ ended: 'succeeded' });
    expect(outcomesOf(run)).toEqual(Object.fromEntries(COLLECTORS.map(({ id }) => [id, 'collected'])));
    expect(evidence).toHaveLength(COLLECTORS.length);
    const [kind, expires] = RECORDED[credential];
    expect(run).toMatchObject({ status: 'complete', credential: kind, clientSecretExpires: expires });
    expect(announcements).toHaveLength(1);
    const posts = requests.filter((request) => request.startsWith('POST'));
    const token = expect.stringMatching(/^POST \/[0-9a-f-]{36}\/oauth2\/v2\.0\/token/);
    expect(posts).toEqual(kind === 'federated' ? ['POST /', token] : [token]);
  });
});

test('the evidence does not depend on the credential', async () => {
  const facts = async (credential: SandboxCredentialName) => {
    const { evidence } = await syncSandbox('healthy', { credential });
    return evidence.map(({ collector, summary, complete }) => ({ collector, summary, complete }));
  };
  expect(await facts('shared certificate')).toEqual(await facts('certificate'));
  expect(await facts('federated')).toEqual(await facts('secret'));
});

describe('a sync is rejected, with the code and the remedy, if', () => {
  const other = selfSigned();
  const shared = (changes: Partial<typeof registered>): SyncSetup => ({
    credential: 'federated',
    tenant: { federatedCredentials: [{ ...registered, ...changes }] },
  });
  const answering = (code: string): SyncSetup => ({
    credential: 'federated',
    interfere: ({ url }) => (url.pathname === '/' ? stsRefusal(403, code, 'No.') : undefined),
  });
  test.each<[string, SyncSetup, string, string, RegExp]>([
    [
      'the credential names another subject',
      shared({ subject: 'arn:aws:iam::123456789012:role/other' }),
      'SignInRejected',
      'AADSTS700213',
      new RegExp(`exactly this: subject ${SANDBOX_ROLE}\\..*issuer ${SANDBOX_ISSUER}.*takes some minutes`),
    ],
    [
      'the issuer of the credential ends with a slash',
      shared({ issuer: `${SANDBOX_ISSUER}/` }),
      'SignInRejected',
      'AADSTS700211',
      new RegExp(`exactly this: issuer ${SANDBOX_ISSUER}\\.`),
    ],
    [
      'the credential is for another national cloud',
      shared({ audience: `${AUDIENCE}USGov` }),
      'SignInRejected',
      'AADSTS700212',
      new RegExp(`exactly this: audience ${AUDIENCE}\\.`),
    ],
    [
      'the role has other letter case',
      shared({ subject: SANDBOX_ROLE.toUpperCase() }),
      'SignInRejected',
      'AADSTS7002138',
      new RegExp(`subject ${SANDBOX_ROLE}, audience`),
    ],
    [
      'the credential is new',
      { credential: 'federated', tenant: { refusesFirst: 1 } },
      'SignInRejected',
      'AADSTS700211',
      /A new federated credential takes some minutes to work\./,
    ],
    [
      'AWS does not vouch for roles of the account',
      answering('OutboundWebIdentityFederationDisabledException'),
      'WebIdentityRefused',
      'OutboundWebIdentityFederationDisabledException',
      /Enable outbound web identity federation/,
    ],
    [
      'the role may not',
      answering('AccessDenied'),
      'WebIdentityRefused',
      'AccessDenied',
      /Deploy the stack again/,
    ],
    [
      'a laptop signs in with a federated credential',
      { credential: 'federated', withoutSts: true },
      'WebIdentityRefused',
      '',
      /Leave out --local, or give this machine a client secret or a certificate/,
    ],
    [
      'the certificate is not registered',
      { credential: 'certificate', tenant: { certificates: [other.certificate] } },
      'SignInRejected',
      'AADSTS700027',
      /The certificate is not registered.*Certificates & secrets > Certificates/,
    ],
  ])('%s', async (_, setup, name, code, remedy) => {
    const { run, result, evidence } = await syncSandbox('healthy', setup);
    expect(run).toMatchObject({ status: 'rejected', error: { name, remedy: expect.stringMatching(remedy) } });
    expect(run?.error?.code ?? '').toBe(code);
    expect(evidence).toEqual([]);
    expect(result).toMatchObject({ ended: 'failed' });
  });

  test('the certificate and the key in the secret do not belong together', async () => {
    const { secret } = await syncSandbox('healthy');
    const { text = '' } = sandboxCredential('certificate', secret);
    const mixed = JSON.stringify({ ...JSON.parse(text), privateKey: other.privateKey });
    const { run, requests } = await syncSandbox('healthy', { secrets: async () => mixed });
    expect(run).toMatchObject({ status: 'rejected', error: { name: 'ConnectionSecretInvalid' } });
    expect(run?.error?.message).toContain('the private key does not belong to the certificate');
    expect(requests).toEqual([]);
  });
});

test('a sync is complete if STS throttles at first', async () => {
  const { run, requests } = await syncSandbox('healthy', {
    credential: 'federated',
    interfere: ({ url }, nth) =>
      url.pathname === '/' && nth <= 4 ? stsRefusal(400, 'Throttling', 'Rate exceeded') : undefined,
  });
  expect(run?.status).toBe('complete');
  expect(requests.filter((request) => request === 'POST /')).toHaveLength(5);
});

test('each try of a sign-in sends a new assertion', async () => {
  const assertions = new Set<string | null>();
  const { run } = await syncSandbox('healthy', {
    credential: 'federated',
    interfere: ({ url, body }, nth) => {
      if (!url.pathname.endsWith('/token')) return undefined;
      assertions.add(new URLSearchParams(body).get('client_assertion'));
      return nth < 3 ? { status: 503, body: { error: 'temporarily_unavailable' } } : undefined;
    },
  });
  expect(run?.status).toBe('complete');
  expect(assertions.size).toBe(3);
});
