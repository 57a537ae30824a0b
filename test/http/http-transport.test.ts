import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import { openHttpTransport } from '../../lib/http/http-transport.ts';

const MB = 1024 * 1024;
const BOMB = gzipSync(Buffer.alloc(65 * MB));
const open: Server[] = [];
const transport = openHttpTransport();
afterEach(() => {
  transport.close();
  for (const server of open.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function get(listener: RequestListener, signal = new AbortController().signal) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return transport.send({ method: 'GET', url, headers: {}, signal });
}

test('asks for gzip and decodes it', async () => {
  const answer = await get((request, response) => {
    response.setHeader('content-encoding', request.headers['accept-encoding'] ?? '');
    response.end(gzipSync('hello'));
  });
  expect(answer.body.toString()).toBe('hello');
});

test.each([301, 404, 500])('returns a %i like any answer', async (status) => {
  const answer = await get((_, response) => response.writeHead(status, { location: '/' }).end('no'));
  expect(answer).toMatchObject({ status, headers: { location: '/' } });
});

test('reports that the body ended early, and keeps the headers', async () => {
  const { bodyFault, headers } = await get((_, response) => {
    response.writeHead(200, { 'content-length': 100, 'request-id': 'r1' });
    response.write('half', () => response.destroy());
  });
  expect(bodyFault).toEqual({ why: 'the connection ended before the body did', tooLarge: false });
  expect(headers['request-id']).toBe('r1');
});

const DECODABLE: [encoding: string, encoded: Buffer][] = [
  ['gzip', gzipSync('hello')],
  ['X-GZip', gzipSync('hello')],
  ['br', brotliCompressSync('hello')],
  ['deflate', deflateSync('hello')],
  ['deflate', deflateRawSync('hello')],
  ['identity', Buffer.from('hello')],
  ['', Buffer.from('hello')],
  ['gzip, gzip', gzipSync(gzipSync('hello'))],
  ['deflate, br', brotliCompressSync(deflateSync('hello'))],
];
test.each(DECODABLE)('decodes the encoding "%s"', async (encoding, encoded) => {
  const answer = await get((_, response) => response.setHeader('content-encoding', encoding).end(encoded));
  expect(answer.body.toString()).toBe('hello');
  expect(answer.bodyFault).toBeUndefined();
});

const half = gzipSync('hello'.repeat(100)).subarray(0, 20);
const UNDECODABLE: [what: string, encoding: string, encoded: Buffer, why: RegExp][] = [
  ['a gzip that is cut off', 'gzip', half, /as gzip: unexpected end/],
  ['a gzip that is empty', 'gzip', Buffer.alloc(0), /as gzip: unexpected end/],
  ['a gzip that is plain text', 'gzip', Buffer.from('{}'), /as gzip: incorrect header/],
  ['a brotli that is no brotli', 'br', Buffer.from('{}'), /as br: /],
  ['a deflate that is cut off', 'deflate', deflateSync('hello').subarray(0, 8), /as deflate: unexpected end/],
  ['an encoding that is not known', 'zstd', Buffer.from('x'), /encoded as "zstd", which this program cannot/],
  ['more layers than anybody needs', 'gzip, gzip, gzip, gzip', half, /encoded 4 times/],
];
test.each(UNDECODABLE)('keeps status and headers of %s', async (_, encoding, encoded, why) => {
  const answer = await get((_, response) => {
    response.writeHead(429, { 'content-encoding': encoding, 'retry-after': '7', 'request-id': 'r1' });
    response.end(encoded);
  });
  expect(answer).toMatchObject({
    status: 429,
    headers: { 'retry-after': '7', 'request-id': 'r1' },
    bodyFault: { why: expect.stringMatching(why), tooLarge: false },
  });
  expect(answer.body).toHaveLength(0);
});

test('keeps each of several Retry-After', async () => {
  const { headers } = await get((_, response) =>
    response.writeHead(503, ['retry-after', '7', 'retry-after', '3']).end('x'),
  );
  expect(headers['retry-after']).toBe('7, 3');
});

const TOO_LARGE: [what: string, listener: RequestListener][] = [
  ['unpacks to', (_, response) => response.setHeader('content-encoding', 'GZIP').end(BOMB)],
  ['announces', (_, response) => response.setHeader('content-length', 17 * MB).write('[')],
  [
    'sends, unannounced,',
    (_, response) => {
      response.on('error', () => {});
      for (let sent = 0; sent < 17; sent++) response.write(Buffer.alloc(MB));
      response.end();
    },
  ],
];
test.each(TOO_LARGE)('stops reading a body that %s more than LARGEST_BODY bytes', async (_, listener) => {
  const { bodyFault, body } = await get(listener);
  expect(bodyFault).toEqual({ why: expect.stringContaining('larger than 16777216 bytes'), tooLarge: true });
  expect(body).toHaveLength(0);
});

test('rejects when the signal is aborted', async () => {
  const controller = new AbortController();
  const answer = get(() => controller.abort(), controller.signal);
  await expect(answer).rejects.toThrow('aborted');
});
