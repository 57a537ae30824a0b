import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { type AzureTenant, answerGraph } from './azure-graph.ts';
import { selected, tsv } from './azure-queries.ts';

/** The text that ends a call; no argument of the script has it. */
const END = '\u0004\0';

/**
 * The environment that gives bash an `az`: sends its arguments to the server at `AZ_PORT`, and prints the answer. It is a
 * function, because a setup script calls it about 15 times, and starting a program each time costs most of a test.
 */
export const AZ = {
  'BASH_FUNC_az%%': `() {
  local status answer
  {
    printf '%s\\0' "$@" $'\\004' >&3
    IFS= read -r status <&3
    IFS= read -r -d '' answer <&3 || true
  } 3<>"/dev/tcp/127.0.0.1/$AZ_PORT"
  if [ "$status" = 0 ]; then printf '%s' "$answer"; else printf '%s' "$answer" >&2; fi
  return "$status"
}`,
};

/** Starts the server behind `az`: answers each call from the tenant, and records its arguments. */
export async function serveAzureCli(tenant: AzureTenant, calls: string[][]) {
  const server = createServer((socket) => {
    let received = '';
    socket.on('data', (chunk) => {
      received += String(chunk);
      if (!received.endsWith(END)) return;
      const args = received.slice(0, -END.length).split('\0').slice(0, -1);
      calls.push(args);
      try {
        socket.end(`0\n${answer(tenant, args)}`);
      } catch (error) {
        socket.end(`1\nERROR: ${(error as Error).message}\n`);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

function answer(tenant: AzureTenant, args: readonly string[]): string {
  const option = (name: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : '');
  const failing = tenant.failures.findIndex((part) => args.join(' ').includes(part));
  if (failing >= 0) {
    tenant.failures.splice(failing, 1);
    throw new Error('Not Found({"error":{"code":"Request_ResourceNotFound"}})');
  }
  // The Azure CLI of Windows ends lines with a carriage return too.
  const print = (value: unknown) => tsv(selected(option('--query'), value)).replaceAll('\n', tenant.lineEnd);
  switch (args.slice(0, args[0] === 'ad' ? 3 : 1).join(' ')) {
    case 'cloud':
      return print({ name: tenant.cloud });
    case 'account':
      if (tenant.id === '') throw new Error("Please run 'az login' to setup account.");
      return print({ tenantId: tenant.id });
    case 'rest':
      return print(request(tenant, option));
    case 'ad app permission': {
      const added = args.slice(args.indexOf('--api-permissions') + 1, args.indexOf('--output'));
      tenant.applications[0]?.requiredResourceAccess.push({
        resourceAppId: option('--api'),
        resourceAccess: added.map((role) => ({ id: role.replace('=Role', ''), type: 'Role' })),
      });
      return '';
    }
    case 'ad app credential':
      addCertificate(tenant, args, option);
      return '';
  }
  throw new Error(`unknown call: ${args.join(' ')}`);
}

function request(tenant: AzureTenant, option: (name: string) => string): unknown {
  const url = new URL(option('--url'));
  if (option('--resource') !== url.origin) throw new Error('the token is for another service');
  return answerGraph(tenant, {
    method: option('--method'),
    path: decodeURIComponent(url.pathname).replace('/v1.0/', ''),
    filter: option('--uri-parameters').replace('$filter=', ''),
    body: JSON.parse(option('--body') || '{}') as Record<string, unknown>,
  });
}

function addCertificate(tenant: AzureTenant, args: readonly string[], option: (name: string) => string) {
  const file = option('--cert').replace('@', '');
  if (!existsSync(file) || /PRIVATE/.test(readFileSync(file, 'utf8'))) throw new Error('no certificate');
  if (!args.includes('--append')) throw new Error('this would delete the other credentials');
  const credential = { displayName: option('--display-name'), endDateTime: '2027-11-26T00:00:00Z' };
  tenant.applications[0]?.keyCredentials.push(credential);
}
