import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { type RegisterTable, registerClient } from '../../lib/register/register-client.ts';
import { syncAt } from '../support/register-entries.ts';
import { rejection } from '../support/signed-in-sandbox.ts';

/** Calls `run` with a register whose server calls `answer` with the number of each request. */
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

test('repeats a throttled write until it succeeds', async () => {
  let requests = 0;
  const answer = (request: number, end: (refusal?: string) => void) => {
    requests = request;
    end(request === 1 ? 'ThrottlingException' : undefined);
  };
  await withRegister(answer, (table) => appendSync(table, sync, []));
  expect(requests).toBe(2);
});

test('throws the error of a refused write after all other writes ended, and does not write the run', async () => {
  const writes = evidence.length;
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
    const error = await rejection(appendSync(table, sync, evidence));
    expect({ refused: error.name, answered }).toEqual({ refused: 'ValidationException', answered: writes });
  });
});
