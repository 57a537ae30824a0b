/**
 * The program of a fresh process: collects alerts from sandboxes that answer with the files in its arguments
 * (`<encoding>:<file>`), and prints how each reading ended and the process's peak memory in MB.
 */
import { readFileSync } from 'node:fs';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { localDataKeys } from '../../lib/deployment/on-laptop/local-data-keys.ts';
import { lindqvist } from '../../lib/sandbox/lindqvist.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';
import { sealToken } from '../../lib/sign-in/token-seal.ts';
import { collect } from '../../lib/sync/collect.ts';
import { systemClock as clock } from '../../lib/sync/system-clock.ts';

const dataKeys = localDataKeys();
const sealedToken = await sealToken('t'.repeat(1_500), { connection: 'test', tenant: 'lindqvist' }, dataKeys);
const session = {
  connection: 'test',
  tenantId: 'lindqvist',
  cloud: 'global',
  options: {},
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
    vault: { put: async () => {} },
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
