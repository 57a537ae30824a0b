import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readToken, writeToken } from '../../lib/sandbox/json-web-token.ts';
import { SANDBOX_ISSUER, SANDBOX_ROLE } from '../../lib/sandbox/sts-identity.ts';
import { selfSigned } from '../support/certificate.ts';
import { certificateAssertion, entraAlone, unsignedToken } from '../support/entra.ts';

const registered = selfSigned({ days: 10 });
const other = selfSigned();
const AUDIENCE = 'api://AzureADTokenExchange';
const credential = { issuer: SANDBOX_ISSUER, subject: SANDBOX_ROLE, audience: AUDIENCE };

describe('Entra refuses a request with', () => {
  const { ask, sts, tenant } = entraAlone();
  const assertion = sts.sign(AUDIENCE);
  const bearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  test.each([
    ['no credential', {}, 'AADSTS7000216', 401],
    ['an empty secret', { client_secret: '' }, 'AADSTS7000216', 401],
    ['a wrong secret', { client_secret: 'x' }, 'AADSTS7000215', 401],
    [
      'a secret and an assertion',
      { client_secret: tenant.clientSecret, client_assertion_type: bearer, client_assertion: assertion },
      'AADSTS90100',
      400,
    ],
    ['no type of the assertion', { client_assertion: assertion }, 'AADSTS7000218', 401],
    [
      'another type of the assertion',
      { client_assertion_type: bearer.replace('jwt', 'saml2'), client_assertion: assertion },
      'AADSTS7000218',
      401,
    ],
    ['an unknown app', { client_id: 'x', client_secret: tenant.clientSecret }, 'AADSTS700016', 400],
  ])('%s', (_, form: Record<string, string>, code, status) => {
    const answer = ask(form);
    expect(answer.said).toMatch(new RegExp(`^${code}: \\S`));
    expect(answer.status).toBe(status);
  });
});

describe('an assertion that was signed with a certificate', () => {
  const certificates = [other.certificate, registered.certificate];
  const send = (changes: Parameters<typeof certificateAssertion>[2] = {}, app = registered, later = 0) => {
    const { assert, clock, tenant, url } = entraAlone({ certificates });
    const request = { clientId: tenant.clientId, endpoint: url.href, now: clock.now() };
    const assertion = certificateAssertion(app, request, changes);
    void clock.sleep(later);
    return assert(assertion);
  };
  const now = Math.round(Date.now() / 1000);

  test('is accepted, also by one of several certificates', () => {
    expect(send()).toMatchObject({ status: 200, said: 'accepted' });
    expect(send({}, other)).toMatchObject({ status: 200 });
  });

  test.each<[string, Parameters<typeof certificateAssertion>[2], RegExp]>([
    [
      'names another certificate',
      { header: { 'x5t#S256': 'AAAA' } },
      /^AADSTS700027: .*The key was not found.*'000000'/,
    ],
    ['names no certificate', { header: { 'x5t#S256': undefined } }, /^AADSTS700027: .*The key was not found/],
    ['names it by its SHA-1 only', { header: { 'x5t#S256': undefined, x5t: 'AAAA' } }, /^AADSTS700027/],
    ['has another algorithm', { header: { alg: 'RS256' } }, /^AADSTS5002738: .*'RS256' is not a supported/],
    ['has no algorithm', { header: { alg: 'none' } }, /^AADSTS5002738: .*'none' is not a supported/],
    ['has another issuer', { claims: { iss: 'x' } }, /^AADSTS700021/],
    ['has another subject', { claims: { sub: 'x' } }, /^AADSTS700021/],
    ['has another audience', { claims: { aud: 'https://login.microsoftonline.com' } }, /^AADSTS700023/],
    ['has expired', { claims: { nbf: now - 1_200, exp: now - 600 } }, /^AADSTS700024: .*Current time/],
    ['begins in the future', { claims: { nbf: now + 600, exp: now + 1_200 } }, /^AADSTS700024/],
    ['has no end', { claims: { exp: undefined } }, /^AADSTS50027/],
    ['has no id', { claims: { jti: undefined } }, /^AADSTS50027/],
  ])('is refused if it %s', (_, changes, said) => {
    expect(send(changes)).toMatchObject({ said: expect.stringMatching(said) });
  });

  test('is refused if another key signed it', () => {
    const { certificate } = registered;
    const mixed = { certificate, privateKey: other.privateKey };
    expect(send({}, mixed).said).toMatch(
      /^AADSTS700027: .*signature value did not match.*Thumbprint.*Found key 'Start=\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d, End=/,
    );
  });

  test('is refused if the certificate has expired', () => {
    const inElevenDays = { claims: { nbf: now + 11 * 86_400, exp: now + 11 * 86_400 + 600 } };
    expect(send(inElevenDays, registered, 11 * 86_400_000).said).toMatch(
      /^AADSTS700027: .*is expired on application\. \[Reason - The key used is expired\./,
    );
    expect(send(inElevenDays, other, 11 * 86_400_000).status).toBe(200);
  });

  test('is accepted from any certificate that is sent along, if the tenant is for a rehearsal', () => {
    const { assert, clock, tenant, url } = entraAlone({ certificates: 'any' });
    const request = { clientId: tenant.clientId, endpoint: url.href, now: clock.now() };
    const ask = (x5c: unknown, app = registered) =>
      assert(certificateAssertion(app, request, { header: { x5c } })).said.split(':')[0];
    const [own, others] = [registered, other].map(({ certificate }) =>
      certificate.replaceAll(/-.*-|\n/g, ''),
    );
    expect(ask([own])).toBe('accepted');
    expect(ask([others, own])).toBe('accepted');
    expect(ask([own], { ...registered, privateKey: other.privateKey })).toBe('AADSTS700027');
    for (const x5c of [[others], [], undefined, null, 'x', ['x'], [7]]) expect(ask(x5c)).toBe('AADSTS700027');
  });

  test('is refused if the app registration has no certificate', () => {
    const { assert, clock, tenant, url } = entraAlone();
    const request = { clientId: tenant.clientId, endpoint: url.href, now: clock.now() };
    expect(assert(certificateAssertion(registered, request)).said).toMatch(/^AADSTS700027/);
  });
});

describe('a federated assertion', () => {
  test('is accepted if a credential has its issuer, subject and audience', () => {
    const { assert, sts } = entraAlone();
    expect(assert(sts.sign(AUDIENCE))).toMatchObject({ status: 200, said: 'accepted' });
  });

  test('is accepted by any of several credentials, but not by a mix of two', () => {
    const [a, b] = [
      { ...credential, subject: 'a' },
      { ...credential, audience: 'api://b' },
    ];
    const { assert, sts } = entraAlone({ federatedCredentials: [a, credential, b] });
    expect(assert(sts.sign(AUDIENCE)).status).toBe(200);
    expect(assert(sts.sign(AUDIENCE, { sub: 'a' })).status).toBe(200);
    expect(assert(sts.sign('api://b', { sub: 'a' })).said).toMatch(/^AADSTS700212/);
  });

  test.each([
    [
      'issuer',
      { ...credential, issuer: 'https://x.example' },
      /^AADSTS700211: .*assertion issuer 'https:\/\/6f0d/,
    ],
    ['issuer with a slash at its end', { ...credential, issuer: `${SANDBOX_ISSUER}/` }, /^AADSTS700211/],
    [
      'subject',
      { ...credential, subject: `${SANDBOX_ROLE}2` },
      /^AADSTS700213: .*assertion subject 'arn:aws:iam/,
    ],
    [
      'audience',
      { ...credential, audience: `${AUDIENCE}China` },
      /^AADSTS700212: .*assertion audience 'api:/,
    ],
    [
      'case of the subject',
      { ...credential, subject: SANDBOX_ROLE.toLowerCase() },
      /^AADSTS7002138: .*The subject matches with case-insensitive comparison/,
    ],
    [
      'case of the issuer',
      { ...credential, issuer: SANDBOX_ISSUER.toUpperCase() },
      /^AADSTS7002138: .*issuer/,
    ],
    [
      'case of the audience',
      { ...credential, audience: AUDIENCE.toLowerCase() },
      /^AADSTS7002138: .*audience/,
    ],
  ])('is refused if the credential has another %s', (_, changed, said) => {
    const { assert, sts } = entraAlone({ federatedCredentials: [changed] });
    expect(assert(sts.sign(AUDIENCE))).toMatchObject({ status: 401, error: 'invalid_client' });
    expect(assert(sts.sign(AUDIENCE)).said).toMatch(said);
  });

  test('is refused if the app has no federated credential', () => {
    const { assert, sts } = entraAlone({ federatedCredentials: [] });
    expect(assert(sts.sign(AUDIENCE)).said).toMatch(/^AADSTS700211/);
  });

  test('is refused a few times while the credential is new', () => {
    const { assert, sts, ask, tenant } = entraAlone({ refusesFirst: 4 });
    const said = Array.from({ length: 5 }, () => assert(sts.sign(AUDIENCE)).said.split(':')[0]);
    expect(said).toEqual(['AADSTS700211', 'AADSTS700213', 'AADSTS70021', 'AADSTS700211', 'accepted']);
    expect(ask({ client_secret: tenant.clientSecret }).said).toBe('accepted');
  });

  test('is refused before its time and after it, with five minutes of tolerance', () => {
    const { assert, clock, sts } = entraAlone();
    const assertion = sts.sign(AUDIENCE, { lifetime: 300 });
    void clock.sleep(599_000);
    expect(assert(assertion).said).toBe('accepted');
    void clock.sleep(2_000);
    expect(assert(assertion).said).toMatch(/^AADSTS700024/);
    expect(assert(sts.sign(AUDIENCE, { iat: clock.now() / 1000 + 301 })).said).toMatch(/^AADSTS700024/);
    expect(assert(sts.sign(AUDIENCE, { exp: 'soon' })).said).toMatch(/^AADSTS50027/);
  });

  const { sts, assert } = entraAlone();
  const { header, claims, signed } = readToken(sts.sign(AUDIENCE)) ?? { header: {}, claims: {}, signed: '' };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [first, second] = signed.split('.');
  test.each<[string, string, string]>([
    ['no signature', `${signed}.`, 'AADSTS700027'],
    ['no third part', signed, 'AADSTS50027'],
    ['half of its text', sts.sign(AUDIENCE).slice(0, 400), 'AADSTS50027'],
    ['four parts', `${signed}.a.b`, 'AADSTS50027'],
    ['a header that is no object', `${Buffer.from('[]').toString('base64url')}.${second}.x`, 'AADSTS50027'],
    ['claims that are no JSON', `${first}.bm8.x`, 'AADSTS50027'],
    ['the algorithm none', unsignedToken({ ...header, alg: 'none' }, claims), 'AADSTS5002738'],
    ['the algorithm ES384', unsignedToken({ ...header, alg: 'ES384' }, claims), 'AADSTS5002738'],
    ['no known key', unsignedToken({ ...header, kid: 'x' }, claims), 'AADSTS7000272'],
    ['changed claims', `${first}.${second}.${sts.sign(AUDIENCE).split('.')[2]}`, 'AADSTS700027'],
    [
      'the signature of another key',
      writeToken(header, claims, (text) => sign('sha256', Buffer.from(text), privateKey)),
      'AADSTS700027',
    ],
  ])('is refused if it has %s', (_, assertion, code) => {
    expect(assert(assertion).said.split(':')[0]).toBe(code);
  });
});
