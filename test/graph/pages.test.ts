import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import type { SyncError } from '../../lib/domain/errors.ts';
import { pages } from '../../lib/graph/pages.ts';
import type { Tries } from '../../lib/graph/tries.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/alerts_v2';
const GRAPH = 'https://graph.microsoft.com';

describe('does not follow a nextLink, and does not send the token,', () => {
  test.each([
    ['leads to another host', 'https://graph.microsoft.com.evil.example/v1.0/security/alerts_v2?$skip=1'],
    ['leads to another port', 'https://graph.microsoft.com:8443/v1.0/security/alerts_v2'],
    ['leaves https', 'http://graph.microsoft.com/v1.0/security/alerts_v2'],
    ['carries credentials', 'https://user:pass@graph.microsoft.com/v1.0/security/alerts_v2?$skip=1'],
    ['is relative', '/v1.0/security/alerts_v2?$skip=1'],
    ['is another protocol', 'file:///etc/passwd'],
    [
      'is longer than 8 kB',
      `https://graph.microsoft.com/v1.0/security/alerts_v2?$skiptoken=${'x'.repeat(8_192)}`,
    ],
  ])('if it %s', async (_, link) => {
    const interfere = inTurn(PATH, page([], { '@odata.nextLink': link }));
    const sandbox = await signedInSandbox({ interfere });
    const error = await rejection<SyncError>(sandbox.read(securityAlerts));
    expect(error.name).toBe('GraphLinkUntrusted');
    expect(error.details.graph).toMatchObject({ status: 200, requestId: expect.any(String) });
    expect(sandbox.graphRequests()).toHaveLength(1);
  });

  test('if it differs from an earlier one only in its fragment', async () => {
    const loop = (nth: number) => page([], { '@odata.nextLink': `${GRAPH}${PATH}?$skip=1#${nth}` });
    const sandbox = await signedInSandbox({
      interfere: ({ url }, nth) => (url.pathname === PATH ? loop(nth) : undefined),
    });
    expect((await rejection(sandbox.read(securityAlerts))).name).toBe('GraphLinkUntrusted');
    expect(sandbox.graphRequests()).toHaveLength(2);
  });

  test('if it repeats', async () => {
    const loop = page([], { '@odata.nextLink': `${GRAPH}${PATH}?$skip=1` });
    const sandbox = await signedInSandbox({ interfere: inTurn(PATH, loop) });
    expect((await rejection(sandbox.read(securityAlerts))).name).toBe('GraphLinkUntrusted');
    expect(sandbox.graphRequests()).toHaveLength(2);
  });
});

test.each([
  ['capitals', `HTTPS://GRAPH.Microsoft.COM${PATH}?$skip=1`],
  ['the port 443', `https://graph.microsoft.com:443${PATH}?$skip=1`],
  ['blanks around it', `  https://graph.microsoft.com${PATH}?$skip=1 `],
  ['blanks in its query', `https://graph.microsoft.com${PATH}?$skip=1&$filter=status eq 'new'`],
  ['8 kB', `https://graph.microsoft.com${PATH}?$skip=1&$skiptoken=${'x'.repeat(8_000)}`],
])('follows a nextLink with %s', async (_, link) => {
  const interfere = inTurn(PATH, page([], { '@odata.nextLink': link }), page([{ id: 'a', status: 'new' }]));
  const sandbox = await signedInSandbox({ interfere });
  expect((await sandbox.read(securityAlerts)).observation.facts.unresolved).toBe(1);
  expect(sandbox.graphRequests()[1]).toMatch(/^GET \/v1.0\/security\/alerts_v2\?\$skip=1/);
});

test('ignores a link inside an object', async () => {
  const inner = { id: 'a', status: 'new', evidence: { '@odata.nextLink': `${GRAPH}${PATH}?$inner=1` } };
  const outer = { '@odata.nextLink': `${GRAPH}${PATH}?$skip=1` };
  const answers = [{ status: 200, body: { value: [inner], ...outer } }, page([{ id: 'b', status: 'new' }])];
  const sandbox = await signedInSandbox({
    interfere: ({ url }) => {
      if (url.pathname !== PATH) return undefined;
      if (url.searchParams.has('$inner')) return page([null]);
      return url.searchParams.has('$skip') ? answers[1] : answers[0];
    },
  });
  const { observation } = await sandbox.read(securityAlerts);
  expect(observation.facts.unresolved).toBe(2);
  expect(sandbox.graphRequests()).toContain(`GET ${PATH}?$skip=1`);
});

test('follows a link although an earlier guess at it was cancelled', async () => {
  const third = `${GRAPH}${PATH}?$skip=2`;
  const inner = { id: 'a', status: 'new', evidence: { '@odata.nextLink': third } };
  const sandbox = await signedInSandbox({
    interfere: ({ url }) => {
      if (url.pathname !== PATH) return undefined;
      const skip = url.searchParams.get('$skip');
      if (skip === '2') return page([{ id: 'c', status: 'new' }]);
      if (skip === '1') return page([{ id: 'b', status: 'new' }], { '@odata.nextLink': third });
      return { status: 200, body: { value: [inner], '@odata.nextLink': `${GRAPH}${PATH}?$skip=1` } };
    },
  });
  expect((await sandbox.read(securityAlerts)).observation.facts.unresolved).toBe(3);
});

test('asks for page n+1 before page n is processed', async () => {
  const happened: string[] = [];
  const links = [`${GRAPH}/2`, `${GRAPH}/3`, undefined];
  const ask = (url: URL) => {
    happened.push(`asked for ${url.pathname}`);
    const link = links.shift();
    return answering({ ...(link && { '@odata.nextLink': link }), value: [] });
  };
  const first = new URL(`${GRAPH}/1`);
  for await (const { url } of pages({ first, origin: GRAPH, ask, object: z.unknown(), ahead: true })) {
    happened.push(`folded ${url.pathname}`);
  }
  expect(happened).toEqual([
    'asked for /1',
    'asked for /2',
    'folded /1',
    'asked for /3',
    'folded /2',
    'folded /3',
  ]);
});

test('cancels the request for the next page when the reader stops', async () => {
  let given = false;
  const ask = (url: URL, cancel: AbortSignal) => {
    cancel.addEventListener('abort', () => {
      given = true;
    });
    return answering({ '@odata.nextLink': `${url.href}1`, value: [] });
  };
  const first = new URL(`${GRAPH}/1`);
  for await (const _ of pages({ first, origin: GRAPH, ask, object: z.unknown(), ahead: true })) break;
  expect(given).toBe(true);
});

/** Answers each try with the same page. */
function answering(body: object): Tries {
  return { next: async () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) }) };
}
