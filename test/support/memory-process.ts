/**
 * The program of a fresh process: collects alerts from sandboxes that answer with the files in its arguments
 * (`<encoding>:<file>`), and prints how each reading ended and the process's peak memory in MB.
 */
import { readFileSync } from 'node:fs';
import { securityAlerts } from '../../lambdas/collectors/security-alerts.ts';
import { sealToken } from '../../lambdas/graph/token-seal.ts';
import { systemClock as clock } from '../../lambdas/runtime/clock.ts';
import { collect } from '../../lambdas/steps/collect.ts';
import { localDataKeys } from '../../lib/local/local-data-keys.ts';
import { lindqvist } from '../../lib/local/sandbox/lindqvist.ts';
import { openSandboxTransport } from '../../lib/local/sandbox/sandbox-transport.ts';
import { startSandbox } from '../../lib/local/sandbox/server.ts';

const dataKeys = localDataKeys();
const sealedToken = await sealToken('t'.repeat(1_500), { connection: 'test', tenant: 'lindqvist' }, dataKeys);
const session = {
  connection: 'test',
  tenantId: 'lindqvist',
  cloud: 'global',
  includeUserNames: false,
  sealedToken,
  clientSecretExpires: null,
  permissions: null,
};
const ends: string[] = [];
for (const argument of process.argv.slice(2)) {
  const [encoding = '', file = ''] = argument.split(':');
  const answer = { status: 200, headers: { 'content-encoding': encoding }, body: readFileSync(file) };
  const sandbox = await startSandbox({ tenant: lindqvist(clock.now()), clock, interfere: () => answer });
  const read = collect(securityAlerts, {
    dataKeys,
    openTransport: () => openSandboxTransport(sandbox.port),
    clock,
    random: () => 0,
    meter: () => {},
    onProgress: () => {},
  });
  const ended = await read({ session }, clock.now() + 60_000).then(
    ({ outcome }) => outcome,
    ({ name, message }: Error) => `${name}: ${message}`,
  );
  ends.push(ended);
  await sandbox.close();
}
const megabytes = Math.ceil((process.resourceUsage().maxRSS * 1_024) / 1e6);
process.stdout.write(JSON.stringify({ ends, megabytes }));
