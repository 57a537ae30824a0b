import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { appendSync } from '../../lambdas/register/evidence-register.ts';
import { registerClient } from '../../lambdas/register/register-client.ts';
import { syncAt } from '../support/register-entries.ts';

test('a throttled write is tried again until it is taken', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    const throttled = requests <= 1;
    response.writeHead(throttled ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(
      JSON.stringify(throttled ? { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' } : {}),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = registerClient({
    region: 'local',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await appendSync({ client, tableName: 'register' }, syncAt('2026-11-23T00:00:00.000Z').run, []);
  // The connection's item twice, and the run.
  expect(requests).toBe(3);
  client.destroy();
  server.close();
});
