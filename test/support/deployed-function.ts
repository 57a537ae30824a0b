import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { NODE_FLAGS } from '../../lib/infrastructure/bundling.ts';
import { bundledFunctions } from './bundled-functions.ts';
import { metricsIn } from './embedded-metrics.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Redirects the HTTPS requests of a bundle to the sandbox on this port, with the original host in the header. */
const leadHttpsTo = (port: number) => `
    const [http, https] = ['node:http', 'node:https'].map((name) => process.getBuiltinModule(name));
    https.request = (url, { agent, headers, ...options }, answered) =>
      http.request('http://127.0.0.1:${port}' + url.pathname + url.search,
        { ...options, headers: { ...headers, host: url.host } }, answered);`;

/**
 * Calls a handler's deployed bundle in a process with only the environment that Lambda gives it. `sandboxPort` is the port
 * to which its HTTPS requests go.
 */
export async function callDeployed(
  handler: string,
  event: unknown,
  env: Record<string, string> = {},
  sandboxPort?: number,
) {
  const script = `
    ${sandboxPort === undefined ? '' : leadHttpsTo(sandboxPort)}
    const { handler } = await import(${JSON.stringify(await bundle(handler))});
    const context = { getRemainingTimeInMillis: () => 60_000, functionName: 'f', awsRequestId: 'r' };
    const answer = await handler(${JSON.stringify(event)}, context).catch(({ name }) => ({ name }));
    process.stdout.write('\\n' + JSON.stringify({ answer }));`;
  const given = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
    SEAL_KEY_ARN: 'arn:key',
    VAULT_URL: 'https://vault.s3.eu-central-1.amazonaws.com',
    SSM_URL: env.AWS_ENDPOINT_URL ?? 'https://ssm.eu-central-1.amazonaws.com',
    STS_URL: env.AWS_ENDPOINT_URL ?? 'https://sts.eu-central-1.amazonaws.com',
    EVIDENCE_FOR: JSON.stringify(
      Object.fromEntries(COLLECTORS.map(({ id, evidenceFor }) => [id, evidenceFor])),
    ),
    COLLECTOR: 'secure-score',
    CONNECTIONS_PARAMETER: 'the-list',
    NEEDED_PERMISSIONS: 'SecurityEvents.Read.All',
    POWERTOOLS_SERVICE_NAME: 'the-stack',
    NODE_OPTIONS: NODE_FLAGS.join(' '),
    ...env,
  };
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: given,
    cwd: folder,
  });
  const lines = stdout.split('\n').filter(Boolean);
  const { answer } = JSON.parse(lines.pop() ?? '') as { answer?: unknown };
  return { answer, metrics: lines.flatMap(metricsIn), log: [...lines, stderr].join('\n') };
}

/** Returns the path of a bundle. It is copied to a folder from which no package can be imported, as in Lambda. */
async function bundle(handler: string): Promise<string> {
  cpSync(join(await bundledFunctions(), handler), join(folder, handler), { recursive: true });
  return join(folder, handler, 'index.mjs');
}
