import { createPublicKey, verify } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { stsWebIdentity } from '../../../lambdas/runtime/sts-web-identity.ts';
import type { SyncError } from '../../../lib/domain/errors.ts';
import { failureOf } from '../../../lib/domain/failure.ts';
import { openHttpTransport } from '../../../lib/http/http-transport.ts';
import type { SandboxAnswer, SandboxRequest } from '../../../lib/sandbox/answer.ts';
import { readToken } from '../../../lib/sandbox/json-web-token.ts';
import { type Interference, type Sandbox, startSandbox } from '../../../lib/sandbox/server.ts';
import { SANDBOX_ISSUER, SANDBOX_ROLE } from '../../../lib/sandbox/sts-identity.ts';
import { stsRefusal } from '../../../lib/sandbox/sts-request.ts';
import { sandboxTenant } from '../../../lib/sandbox/variants.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const AUDIENCE = 'api://AzureADTokenExchange';
const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** Returns a web identity of the stand-in STS, and the requests that it received. */
async function webIdentity(interfere: Interference = () => undefined) {
  const clock = new VirtualClock();
  const requests: SandboxRequest[] = [];
  const sandbox = await startSandbox({
    tenant: sandboxTenant('healthy', clock.now()).tenant,
    clock,
    interfere: (request, nth) => {
      requests.push(request);
      return interfere(request, nth);
    },
  });
  open.push(sandbox);
  const url = `http://127.0.0.1:${sandbox.port}`;
  const ask = stsWebIdentity(url, {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'key-canary', sessionToken: 'session' },
    openTransport: openHttpTransport,
    clock,
    random: () => 0.5,
  });
  return { ask, requests, clock, url };
}

/** Returns the error of a web identity whose STS answers this each time. */
async function refusedBy(answer: SandboxAnswer) {
  const { ask, requests } = await webIdentity(() => answer);
  const error = await rejection<SyncError>(ask(AUDIENCE));
  return { error, asked: requests.length, remedy: failureOf(error).remedy };
}

test('sends one signed request of the query protocol', async () => {
  const { ask, requests } = await webIdentity();
  await ask(AUDIENCE);
  expect(requests).toHaveLength(1);
  const [{ method, url, headers, body } = {} as SandboxRequest] = requests;
  expect([method, url.pathname, url.search]).toEqual(['POST', '/', '']);
  expect(body).toBe(
    'Action=GetWebIdentityToken&Version=2011-06-15&Audience.member.1=api%3A%2F%2FAzureADTokenExchange&SigningAlgorithm=RS256&DurationSeconds=300',
  );
  expect(headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    'x-amz-date': '20261123T120000Z',
    'x-amz-security-token': 'session',
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKID\/20261123\/eu-central-1\/sts\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
    ),
  });
});

test('returns a token that says for which role AWS vouches, and that the published keys verify', async () => {
  const { ask, url } = await webIdentity();
  const { header, claims, signed, signature } = readToken(await ask(AUDIENCE)) ?? {};
  const now = Date.parse('2026-11-23T12:00:00Z') / 1000;
  expect(claims).toEqual({
    ...{ iss: SANDBOX_ISSUER, sub: SANDBOX_ROLE, aud: AUDIENCE, iat: now, exp: now + 300 },
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    'https://sts.amazonaws.com/': expect.objectContaining({
      aws_account: '123456789012',
      source_region: 'eu-central-1',
    }),
  });
  const configuration = await (await fetch(`${url}/.well-known/openid-configuration`)).json();
  expect(configuration).toMatchObject({
    issuer: SANDBOX_ISSUER,
    jwks_uri: `${SANDBOX_ISSUER}/.well-known/jwks.json`,
  });
  const { keys } = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as {
    keys: { [member: string]: string }[];
  };
  const key = keys.find(({ kid }) => kid === header?.kid);
  expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' });
  expect(key?.d).toBeUndefined();
  const publicKey = createPublicKey({ key: key ?? {}, format: 'jwk' });
  expect(verify('sha256', Buffer.from(signed ?? ''), publicKey, signature ?? Buffer.of())).toBe(true);
});

test('asks for a new token each time', async () => {
  const { ask, requests } = await webIdentity();
  expect(await ask(AUDIENCE)).not.toBe(await ask(AUDIENCE));
  expect(requests).toHaveLength(2);
});

describe('throws WebIdentityRefused, with the code of STS and a remedy, if', () => {
  const cannot = `User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: sts:GetWebIdentityToken on resource: *`;
  test.each<[string, number, string, RegExp, string?]>([
    [
      'outbound federation is disabled',
      403,
      'OutboundWebIdentityFederationDisabledException',
      /Enable outbound web identity federation for this AWS account: .*setup/,
    ],
    ['the role may not', 403, 'AccessDenied', /Deploy the stack again.*service control policy/, cannot],
    ['its session ends too early', 403, 'SessionDurationEscalationException', /Deploy the stack again/],
    ['the signature is wrong', 403, 'SignatureDoesNotMatch', /Deploy the stack again/],
    ['STS expects other parameters', 400, 'ValidationError', /Deploy the stack again/],
  ])('%s', async (_, status, code, expected, message = 'STS said no') => {
    const { error, asked, remedy } = await refusedBy(stsRefusal(status, code, message));
    expect(error).toMatchObject({ name: 'WebIdentityRefused', details: { code } });
    expect(error.message).toContain(`${code}: ${message}`);
    expect(remedy).toMatch(expected);
    expect(asked).toBe(1);
  });
});

describe('tries three times, then throws AwsUnavailable, if STS', () => {
  test.each<[string, SandboxAnswer]>([
    ['throttles', stsRefusal(400, 'Throttling', 'Rate exceeded')],
    ['throttles by another name', stsRefusal(400, 'ThrottlingException', 'Rate exceeded')],
    ['answers 429', stsRefusal(429, 'x', 'x')],
    ['has a fault', stsRefusal(500, 'InternalFailure', 'x')],
    ['is unavailable, in HTML', { status: 503, body: '<html>busy</html>' }],
  ])('%s', async (_, answer) => {
    const { error, asked, remedy } = await refusedBy(answer);
    expect(error.name).toBe('AwsUnavailable');
    expect(error.message).toMatch(/^AWS STS failed or could not be reached: /);
    expect(remedy).toContain('The next sync tries again');
    expect(asked).toBe(3);
  });

  test('but returns the token of a later try, after waits', async () => {
    const busy = stsRefusal(400, 'Throttling', 'Rate exceeded');
    const { ask, clock } = await webIdentity((_, nth) => (nth < 3 ? busy : undefined));
    expect((await ask(AUDIENCE)).split('.')).toHaveLength(3);
    expect(clock.slept).toEqual([400, 1_600]);
  });
});

describe('throws WebIdentityRefused if the answer holds no token, such as', () => {
  const xml = (token: string) => `<WebIdentityToken>${token}</WebIdentityToken>`;
  test.each([
    ['an empty answer', ''],
    ['JSON', '{"WebIdentityToken":"a.b.c"}'],
    ['HTML', '<html><body>Sign in to the hotel</body></html>'],
    ['an empty token', xml('')],
    ['a token with markup', xml('a.b.<c/>')],
    ['a token with a line end inside', xml('a.b\n.c')],
    ['a token with a quote', xml('a.b.c" x="')],
    ['a token of 17,000 characters', xml('a'.repeat(17_000))],
    ['a token that does not end', '<WebIdentityToken>a.b.c'],
    ['megabytes', `<x>${'<WebIdentityToken>'.repeat(100_000)}`],
  ])('%s', async (_, body) => {
    const { error, asked } = await refusedBy({ status: 200, body });
    expect(error.name).toBe('WebIdentityRefused');
    expect(error.message.length).toBeLessThan(200);
    expect(asked).toBe(1);
  });
});

describe('a hostile refusal', () => {
  test('shows no control characters and no more than its limit', async () => {
    const { error } = await refusedBy(
      stsRefusal(403, 'Access\u001b[31mDenied', `a\u202e\n${'b'.repeat(200)}`),
    );
    expect(error.name).toBe('WebIdentityRefused');
    expect(error.message).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(error.message.length).toBeLessThan(500);
  });

  test('with a code of Object.prototype gets the general remedy', async () => {
    const { remedy } = await refusedBy(stsRefusal(403, 'constructor', 'x'));
    expect(remedy).toMatch(/Deploy the stack again/);
  });

  test('of XML that cannot be read has the status as its code', async () => {
    const { error } = await refusedBy({ status: 403, body: '<Error><Code>' });
    expect(error.details.code).toBe('HTTP 403');
  });
});

test('no error repeats the credentials of AWS', async () => {
  const { ask } = await webIdentity(({ headers }) =>
    stsRefusal(403, 'SignatureDoesNotMatch', `The canonical string is ${headers.authorization}`),
  );
  const error = await rejection<SyncError>(ask(AUDIENCE));
  expect(JSON.stringify([error.message, error.stack, error.details])).not.toContain('key-canary');
});

test('throws AwsUnavailable if nothing answers', async () => {
  const ask = stsWebIdentity('http://127.0.0.1:9', {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
    openTransport: openHttpTransport,
    clock: new VirtualClock(),
    random: () => 0.5,
  });
  expect(await rejection(ask(AUDIENCE))).toMatchObject({
    name: 'AwsUnavailable',
    message: 'AWS STS failed or could not be reached: ECONNREFUSED',
  });
});

describe('the stand-in STS refuses', () => {
  const good = new URLSearchParams({
    Action: 'GetWebIdentityToken',
    Version: '2011-06-15',
    'Audience.member.1': AUDIENCE,
    SigningAlgorithm: 'RS256',
    DurationSeconds: '300',
  });
  const signed = `AWS4-HMAC-SHA256 Credential=AKID/20261123/eu-central-1/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'a'.repeat(64)}`;
  test.each<[string, string, number, Record<string, string>, string?]>([
    ['a request without a signature', 'MissingAuthenticationToken', 403, {}, ''],
    ['another service', 'SignatureDoesNotMatch', 403, {}, signed.replace('/sts/', '/s3/')],
    ['another action', 'InvalidAction', 400, { Action: 'GetCallerIdentity' }],
    ['another version', 'InvalidAction', 400, { Version: '2010-01-01' }],
    ['an unknown algorithm', 'ValidationError', 400, { SigningAlgorithm: 'HS256' }],
    ['a lifetime that is too long', 'ValidationError', 400, { DurationSeconds: '3601' }],
    ['a lifetime that is too short', 'ValidationError', 400, { DurationSeconds: '59' }],
    ['no audience', 'ValidationError', 400, { 'Audience.member.1': '' }],
  ])('%s', async (_, code, status, changes, authorization = signed) => {
    const { url } = await webIdentity();
    const form = new URLSearchParams({ ...Object.fromEntries(good), ...changes });
    const answer = await fetch(url, { method: 'POST', headers: { authorization }, body: form });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(`<Code>${code}</Code>`);
  });
});
