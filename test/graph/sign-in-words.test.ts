import { afterEach, expect, test } from '@jest/globals';
import type { SyncError } from '../../lib/domain/errors.ts';
import { failureOf } from '../../lib/domain/failure.ts';
import type { SandboxAnswer } from '../../lib/sandbox/answer.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { appInSecret } from '../../lib/sign-in/signing-app.ts';
import { requestToken } from '../../lib/sign-in/token.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

async function failureAfter(answer: SandboxAnswer) {
  const clock = new VirtualClock();
  const { tenant, secret } = sandboxTenant('healthy', clock.now());
  const sandbox = await startSandbox({ tenant, clock, interfere: () => answer });
  open.push(sandbox);
  const transport = openSandboxTransport(sandbox.port);
  const token = requestToken(appInSecret('sandbox', secret), 'global', transport, 15_000).finally(() =>
    transport.close(),
  );
  return failureOf((await rejection(token)) as SyncError);
}

const entra = (body: object): SandboxAnswer => ({ status: 400, body });
const PASSING = 'AADSTS90033: A transient error has occurred. Please try again. Trace ID: t';

test.each<[what: string, answer: SandboxAnswer, words: string]>([
  ['HTML', { status: 200, body: ' <html>Sign in</html>' }, 'HTML, not JSON; a proxy on the way'],
  ['nothing', { status: 302, body: '' }, '(302): the answer is empty'],
  ['text', { status: 500, body: 'oops' }, '(500): the answer is not a JSON object'],
  ['a list', { status: 200, body: 'null' }, 'the answer is not a JSON object'],
  [
    'an unknown encoding',
    { status: 200, body: 'x', headers: { 'content-encoding': 'zstd' } },
    'the answer cannot be read: the body is encoded as "zstd"',
  ],
])('describes an answer that is %s', async (_, answer, words) => {
  expect((await failureAfter(answer)).message).toContain(words);
});

test('the remedy for a proxy that requires a password names HTTPS_PROXY', async () => {
  const { remedy } = await failureAfter({ status: 407, body: 'Proxy authentication required' });
  expect(remedy).toContain('check HTTPS_PROXY');
});

test.each([
  ['its description', { error: 'invalid_request', error_description: PASSING, error_codes: [90033] }],
  ['its list of codes', { error: 'invalid_request', error_codes: [90033] }],
])('recognizes a temporary fault of Entra by %s, and does not blame the network', async (_, body) => {
  const failure = await failureAfter(entra(body));
  expect(failure).toMatchObject({ name: 'SignInUnavailable', code: 'AADSTS90033' });
  expect(failure.remedy).toBe(
    'Wait for the next sync, or run one later: Microsoft Entra is busy or has a fault.',
  );
});

test('a refusal without a description has the remedy of its code', async () => {
  const failure = await failureAfter(entra({ error: 'invalid_client', error_codes: [7000222] }));
  expect(failure).toMatchObject({ name: 'SignInRejected', code: 'AADSTS7000222' });
  expect(failure.remedy).toContain('has expired');
});
