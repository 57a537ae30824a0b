import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { BUNDLING, CREDENTIALS, NODE_FLAGS } from '../../lib/cloud/sync-function.ts';
import { type LocalRegister, openLocalRegister } from '../../lib/local/local-register.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-bundles-'));
let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await register.close();
});

/** Bundles a handler as it is deployed; gives the bundle's path. */
async function bundle(handler: string): Promise<string> {
  const file = join(folder, `${handler}.mjs`);
  await run(join(ROOT, 'node_modules/.bin/esbuild'), [
    join(ROOT, `lambdas/handlers/${handler}.ts`),
    '--bundle',
    '--minify',
    '--platform=node',
    `--format=${BUNDLING.format}`,
    `--target=${BUNDLING.target}`,
    `--main-fields=${BUNDLING.mainFields}`,
    `--banner:js=${BUNDLING.banner}`,
    `--alias:${CREDENTIALS.package}=${CREDENTIALS.replacement}`,
    `--outfile=${file}`,
    '--log-level=error',
  ]);
  return file;
}

/** Calls a bundle's handler in a process that has what Lambda gives it, and nothing else. Gives what it returns. */
async function call(file: string, event: unknown, env: Record<string, string> = {}): Promise<unknown> {
  const script = `
    const { handler } = await import(${JSON.stringify(file)});
    const context = { getRemainingTimeInMillis: () => 60_000, functionName: 'f', awsRequestId: 'r' };
    const answer = await handler(${JSON.stringify(event)}, context).catch(({ name }) => ({ name }));
    process.stdout.write('\\n' + JSON.stringify(answer));`;
  const given = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
    SEAL_KEY_ARN: 'arn:key',
    COLLECTOR: 'secure-score',
    NODE_OPTIONS: NODE_FLAGS.join(' '),
    ...env,
  };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: given,
    cwd: folder,
  });
  return JSON.parse(stdout.split('\n').at(-1) ?? '');
}

test('Record evidence, as it is deployed, writes to DynamoDB', async () => {
  const { port, hostname } = await (register.client.config.endpoint?.() ?? Promise.reject());
  const event = {
    execution: { id: 'arn', name: 'n', startedAt: '2026-11-23T00:00:00Z' },
    input: { connection: 'bundled' },
    rejection: { Error: 'States.Timeout' },
  };
  const env = { REGISTER_TABLE: register.tableName, AWS_ENDPOINT_URL: `http://${hostname}:${port}` };
  expect(await call(await bundle('record-evidence'), event, env)).toMatchObject({ status: 'rejected' });
  const { items } = await new RegisterReader(register).runs('bundled');
  expect(items).toEqual([expect.objectContaining({ status: 'rejected' })]);
});

test('Authenticate, as it is deployed, loads and names what is wrong with its input', async () => {
  const event = { input: {}, connections: { default: { secretId: 'arn' } } };
  expect(await call(await bundle('authenticate'), event)).toEqual({ name: 'ConnectionUnknown' });
});

test('a collector, as it is deployed, loads and names what is wrong with its session', async () => {
  const session = {
    connection: 'default',
    tenantId: 't',
    includeUserNames: false,
    permissions: null,
    sealedToken: 'x',
  };
  const file = await bundle('collect');
  expect(await call(file, { session: { ...session, cloud: 'china' } })).toEqual({ name: 'SourceNotInCloud' });
  const unreachable = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  expect(await call(file, { session: { ...session, cloud: 'global' } }, unreachable)).toEqual({
    name: 'TokenSealBroken',
  });
});
