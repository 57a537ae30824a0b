import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import { openHttpTransport } from '../../lambdas/graph/http-transport.ts';

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

test('asks for gzip and undoes it', async () => {
  const answer = await get((request, response) => {
    response.setHeader('content-encoding', request.headers['accept-encoding'] ?? '');
    response.end(gzipSync('hello'));
  });
  expect(answer.body.toString()).toBe('hello');
});

test.each([301, 404, 500])('gives back a %i like any answer', async (status) => {
  const answer = await get((_, response) => response.writeHead(status, { location: '/' }).end('no'));
  expect(answer).toMatchObject({ status, headers: { location: '/' } });
});

test('says that the body ended early, and keeps the headers', async () => {
  const { cutOff, headers } = await get((_, response) => {
    response.writeHead(200, { 'content-length': 100, 'request-id': 'r1' });
    response.write('half', () => response.destroy());
  });
  expect(cutOff).toBe('aborted');
  expect(headers['request-id']).toBe('r1');
});

test('says that the gzip was cut off', async () => {
  const { cutOff } = await get((_, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync('hello'.repeat(100)).subarray(0, 20)),
  );
  expect(cutOff).toContain('unexpected end');
});

test('stops reading a body that grows beyond what memory has', async () => {
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
  const { cutOff, body } = await get((_, response) =>
    response.setHeader('content-encoding', 'GZIP').end(bomb),
  );
  expect(cutOff).toContain('larger than');
  expect(body).toHaveLength(0);
});

test('rejects when the signal ends it', async () => {
  const controller = new AbortController();
  const answer = get(() => controller.abort(), controller.signal);
  await expect(answer).rejects.toThrow('aborted');
});
