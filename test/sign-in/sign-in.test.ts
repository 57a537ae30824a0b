import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { SyncError } from '../../lib/domain/errors.ts';
import type { SandboxAnswer } from '../../lib/sandbox/answer.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { signIn } from '../../lib/sign-in/sign-in.ts';
import { appInSecret } from '../../lib/sign-in/signing-app.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** Signs in to the sandbox, which sends these answers before its own. `timeLeft` is in milliseconds. */
async function signInAfter(answers: readonly (SandboxAnswer | undefined)[], timeLeft = 55_000) {
  const clock = new VirtualClock();
  const { tenant, secret } = sandboxTenant('healthy', clock.now());
  const sandbox = await startSandbox({ tenant, clock, interfere: (_, nth) => answers[nth - 1] });
  open.push(sandbox);
  const transport = openSandboxTransport(sandbox.port);
  const deadline = clock.now() + timeLeft;
  const retries: string[] = [];
  const onRetry = ({ message }: Error) => retries.push(message);
  const token = signIn(appInSecret('sandbox', secret), 'global', {
    transport,
    clock,
    random: () => 0.5,
    deadline,
    onRetry,
  });
  return { token: token.finally(() => transport.close()), clock, retries, requests: sandbox.requests };
}

const entra = (status: number, error: string, number: number, text = 'Text.'): SandboxAnswer => ({
  status,
  body: { error, error_description: `AADSTS${number}: ${text} Trace ID: t`, error_codes: [number] },
});
const { body: token } = { body: { token_type: 'Bearer', expires_in: 3599, access_token: 'a.b.c' } };

const PASSING: [what: string, answer: SandboxAnswer][] = [
  ['temporarily_unavailable with 400', entra(400, 'temporarily_unavailable', 90033, 'Please try again.')],
  ['temporarily_unavailable without a number', { status: 400, body: { error: 'temporarily_unavailable' } }],
  ...[90033, 90036, 50196, 90024, 90055].map((number): [string, SandboxAnswer] => [
    `AADSTS${number} with 400`,
    entra(400, 'invalid_request', number),
  ]),
  ['AADSTS50196 with 401', entra(401, 'invalid_grant', 50196)],
  ...[408, 429, 500, 503].map((status): [string, SandboxAnswer] => [
    `${status} as text`,
    { status, body: 'Too many', headers: { 'content-type': 'text/plain' } },
  ]),
  ['a token that is cut off', { status: 200, body: token, cutOff: true }],
  ['truncated JSON', { status: 200, body: '{"access_token":"a.b' }],
  ['HTML of a proxy', { status: 200, body: '<html>Sign in</html>' }],
  ['no access_token', { status: 200, body: { token_type: 'Bearer', expires_in: 3599 } }],
  ['an empty gzip', { status: 200, body: '', headers: { 'content-encoding': 'gzip' } }],
  [
    'a gzip that is cut off',
    { status: 200, body: gzipSync('{}').subarray(0, 9), headers: { 'content-encoding': 'gzip' } },
  ],
];

describe.each(PASSING)('%s', (_, answer) => {
  test('is tried again', async () => {
    const { token, requests, retries } = await signInAfter([answer]);
    expect((await token).split('.')).toHaveLength(3);
    expect(requests).toHaveLength(2);
    expect(retries).toHaveLength(1);
  });

  test('is SignInUnavailable after three tries', async () => {
    const { token, requests } = await signInAfter([answer, answer, answer]);
    expect((await rejection(token)).name).toBe('SignInUnavailable');
    expect(requests).toHaveLength(3);
  });
});

test('ignores a byte order mark before a token', async () => {
  const { token: signedIn } = await signInAfter([{ status: 200, body: `\ufeff${JSON.stringify(token)}` }]);
  expect(await signedIn).toBe('a.b.c');
});

test.each([
  ['seconds', '30', 30_000],
  ['a date', 'Mon, 23 Nov 2026 12:00:20 GMT', 20_000],
])('waits for the Retry-After of a 429 in %s, even if its body is broken', async (_, retryAfter, wait) => {
  const headers = { 'retry-after': retryAfter, 'content-encoding': 'gzip' };
  const { token, clock } = await signInAfter([{ status: 429, body: 'broken', headers }]);
  await token;
  expect(clock.slept).toEqual([wait]);
});

test('throws without waiting if the wait is longer than the time left', async () => {
  const throttled = { status: 429, body: 'Too many', headers: { 'retry-after': '60' } };
  const { token, requests, clock } = await signInAfter([throttled]);
  const error = await rejection<SyncError>(token);
  expect(error).toMatchObject({ name: 'SignInUnavailable', details: { code: '429' } });
  expect(requests).toHaveLength(1);
  expect(clock.slept).toEqual([]);
});

test('asks once if the sign-in is refused', async () => {
  const { token, requests } = await signInAfter([entra(401, 'invalid_client', 7000215)]);
  expect((await rejection(token)).name).toBe('SignInRejected');
  expect(requests).toHaveLength(1);
});
