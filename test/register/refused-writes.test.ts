import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { appendSync } from '../../lambdas/register/evidence-register.ts';
import { type RegisterTable, registerClient } from '../../lambdas/register/register-client.ts';
import { syncAt } from '../support/register-entries.ts';
import { rejection } from '../support/signed-in-sandbox.ts';

/** Runs with a register whose answers are these: each is given the number of its request, and how to answer it. */
async function withRegister(
  answer: (request: number, end: (refusal?: string) => void) => void,
  run: (table: RegisterTable) => Promise<void>,
): Promise<void> {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    answer(requests, (refusal) => {
      response.writeHead(refusal ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(refusal ? { __type: `com.amazonaws.dynamodb.v20120810#${refusal}` } : {}));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = registerClient({
    region: 'local',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await run({ client, tableName: 'register' });
  client.destroy();
  server.close();
}

const { run: sync, evidence } = syncAt('2026-11-23T00:00:00.000Z');

test('a throttled write is tried again until it is taken', async () => {
  let requests = 0;
  const answer = (request: number, end: (refusal?: string) => void) => {
    requests = request;
    end(request === 1 ? 'ThrottlingException' : undefined);
  };
  await withRegister(answer, (table) => appendSync(table, sync, []));
  // The connection's item twice, and the run.
  expect(requests).toBe(3);
});

test('a write that is refused is told when no other is on its way any more, and the run is not written', async () => {
  const [secureScore] = evidence;
  if (!secureScore) throw new Error('The sync has no evidence');
  const writes = 1 + secureScore.requirements.length;
  const waiting: (() => void)[] = [];
  let answered = 0;
  const answer = (request: number, end: (refusal?: string) => void) => {
    const finish = () => {
      answered += 1;
      end(request === 1 ? 'ValidationException' : undefined);
    };
    if (request === 1) finish();
    else waiting.push(finish);
    if (request === writes) for (const each of waiting) each();
  };
  await withRegister(answer, async (table) => {
    const error = await rejection(appendSync(table, sync, [secureScore]));
    expect({ refused: error.name, answered }).toEqual({ refused: 'ValidationException', answered: writes });
  });
});
