import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { conditionalAccess } from '../../lib/collectors/conditional-access/collector.ts';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import type { SyncError } from '../../lib/domain/errors.ts';
import type { SandboxAnswer } from '../../lib/sandbox/answer.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/alerts_v2';
const JSON_PAGE = '{"value":[{"id":"a","status":"new"}]}';
const gzip = { 'content-encoding': 'gzip' };
const refused = (text: string | Buffer, headers = {}): SandboxAnswer => ({
  status: 403,
  headers,
  body: text,
});
const FORBIDDEN = '{"error":{"code":"Forbidden","message":"Missing application roles."}}';

const UNREADABLE: [what: string, answer: SandboxAnswer][] = [
  ['is truncated JSON', { status: 200, body: JSON_PAGE.slice(0, -4) }],
  ['is truncated JSON in a partial answer', { status: 206, body: JSON_PAGE.slice(0, -4) }],
  ['has an object that is not JSON', { status: 200, body: '{"value":[{"id":"a"},{"id":b}]}' }],
  ['is cut off', { status: 200, body: JSON_PAGE, cutOff: true }],
  ['is empty', { status: 200, body: '' }],
  ['is HTML', { status: 200, body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } }],
  ['is a gzip that is empty', { status: 200, body: '', headers: gzip }],
  ['is a gzip that is cut off', { status: 200, body: gzipSync(JSON_PAGE).subarray(0, 30), headers: gzip }],
  ['is encoded in an unknown way', { status: 200, body: 'x', headers: { 'content-encoding': 'zstd' } }],
];

describe.each(UNREADABLE)('a page that %s', (_, answer) => {
  test('is asked for again', async () => {
    const sandbox = await signedInSandbox({
      interfere: inTurn(PATH, answer, page([{ id: 'a', status: 'new' }])),
    });
    const { observation } = await sandbox.read(securityAlerts);
    expect(observation).toMatchObject({ complete: true, facts: { unresolved: 1 } });
    expect(observation.provenance).toMatchObject({ pages: 1, requests: 2 });
    expect(sandbox.progress[0]).toMatchObject({ kind: 'retry', why: 'the answer cannot be read' });
  });

  test('is malformed after five tries', async () => {
    const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answer) });
    expect((await rejection(sandbox.read(securityAlerts))).name).toBe('GraphAnswerMalformed');
    expect(sandbox.graphRequests()).toHaveLength(5);
  });
});

test('asks again for a truncated second page, and follows its link only once', async () => {
  const link = (skip: number) => ({ '@odata.nextLink': `https://graph.microsoft.com${PATH}?$skip=${skip}` });
  const second = { ...link(2), value: [{ id: 'b', status: 'new' }] };
  const sandbox = await signedInSandbox({
    interfere: inTurn(
      PATH,
      page([{ id: 'a', status: 'new' }], link(1)),
      { status: 200, body: JSON.stringify(second).slice(0, -2) },
      // The reader may have followed the link of the truncated page already.
      page([{ id: 'c', status: 'new' }]),
      { status: 200, body: second },
      page([{ id: 'c', status: 'new' }]),
    ),
  });
  const { observation } = await sandbox.read(securityAlerts);
  expect(observation.facts.unresolved).toBe(3);
});

test('asks again for a truncated object', async () => {
  const path = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';
  const interfere = inTurn(
    path,
    { status: 200, body: '{"isEnab' },
    { status: 200, body: { isEnabled: true } },
  );
  const sandbox = await signedInSandbox({ variant: 'empty', interfere });
  expect((await sandbox.read(conditionalAccess)).observation.facts.securityDefaults).toBe(true);
});

test('reports that a page was cut off in each try', async () => {
  const cutOff = { status: 200, body: JSON_PAGE, cutOff: true };
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, cutOff) });
  const { message } = await rejection(sandbox.read(securityAlerts));
  expect(message).toContain('cannot be used: the connection ended before the body did (request-id');
});

test('names a proxy as the likely cause if a page is HTML each time', async () => {
  const sandbox = await signedInSandbox({
    interfere: inTurn(PATH, { status: 200, body: ' <!DOCTYPE html>' }),
  });
  expect((await rejection(sandbox.read(securityAlerts))).message).toContain('a proxy on the way');
});

test.each([
  ['empty', Buffer.alloc(0)],
  ['broken', Buffer.from('no gzip')],
])('honours the Retry-After of a 429 with the header of gzip and a body that is %s', async (_, body) => {
  const throttled = { status: 429, headers: { ...gzip, 'retry-after': '9' }, body };
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, throttled, page([])) });
  await sandbox.read(securityAlerts);
  expect(sandbox.clock.slept).toContain(9_000);
  expect(sandbox.progress[0]).toMatchObject({ why: 'Graph answered 429' });
});

test.each([
  ['announces gzip and is empty', refused('', gzip)],
  ['is encoded in an unknown way', refused('x', { 'content-encoding': 'zstd' })],
  ['is cut off', { ...refused(FORBIDDEN), cutOff: true }],
])('treats a 403 that %s as a 403, and asks once', async (_, answer) => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answer) });
  const error = await rejection<SyncError>(sandbox.read(securityAlerts));
  expect(error.details.status).toBe(403);
  expect(sandbox.graphRequests()).toHaveLength(1);
});

describe('a byte order mark is ignored', () => {
  test.each([
    ['UTF-8', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little-endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big-endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('in a page and in an error in %s', async (_, encoded) => {
    const read = async (answer: SandboxAnswer) =>
      (await signedInSandbox({ interfere: inTurn(PATH, answer) })).read(securityAlerts);
    const { observation } = await read({ status: 200, body: encoded(JSON_PAGE) });
    expect(observation.facts.unresolved).toBe(1);
    const error = await rejection<SyncError>(read(refused(encoded(FORBIDDEN))));
    expect(error.message).toContain('Missing application roles.');
  });
});
