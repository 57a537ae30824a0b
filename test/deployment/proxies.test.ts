import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterEach, expect, test } from '@jest/globals';
import { awsRefusalOf } from '../../lib/deployment/on-aws/aws-refusal.ts';
import { clientConfig } from '../../lib/deployment/on-aws/client-config.ts';
import { environmentProxies, proxiesOf } from '../../lib/deployment/proxies.ts';
import { openHttpTransport } from '../../lib/http/http-transport.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { appInSecret } from '../../lib/sign-in/signing-app.ts';
import { requestToken } from '../../lib/sign-in/token.ts';
import { errorText } from '../support/error-text.ts';
import { rejection } from '../support/signed-in-sandbox.ts';

const NAMES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'];
const before = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));
const open: Server[] = [];
afterEach(() => {
  for (const name of NAMES) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts a proxy that records its requests. It forwards nothing and refuses tunnels. */
async function startProxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('from the proxy');
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return { asked, address: `http://user:pass@127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test.each([
  [{ HTTPS_PROXY: ' http://proxy:3128\r\n' }, { HTTPS_PROXY: 'http://proxy:3128' }],
  [{ HTTPS_PROXY: '"http://proxy:3128"' }, { HTTPS_PROXY: 'http://proxy:3128' }],
  [{ https_proxy: 'proxy:3128' }, { HTTPS_PROXY: 'http://proxy:3128' }],
  [
    { https_proxy: 'http://small', HTTPS_PROXY: 'http://capital', NO_PROXY: 'localhost,.internal' },
    { HTTPS_PROXY: 'http://small', NO_PROXY: 'localhost,.internal' },
  ],
  [{ HTTPS_PROXY: '', http_proxy: ' ' }, {}],
  [{}, {}],
])('reads the proxies of the environment %j as %j', (env, proxies) =>
  expect(proxiesOf(env)).toEqual(proxies),
);

test.each(['socks5://user:secret@proxy:1080', 'http://', 'ftp://proxy', 'not a proxy'])(
  'refuses the proxy %j, without showing its password',
  (HTTPS_PROXY) => {
    expect(() => proxiesOf({ HTTPS_PROXY })).toThrow(/^HTTPS_PROXY is not the address of an HTTP proxy/);
    expect(() => proxiesOf({ HTTPS_PROXY })).not.toThrow(/secret/);
  },
);

test('a sign-in uses the proxy; if the proxy refuses, the error names the variable and no password', async () => {
  const { asked, address } = await startProxy();
  process.env.HTTPS_PROXY = address;
  const transport = openHttpTransport(environmentProxies());
  const { secret } = sandboxTenant('healthy', 0);
  const error = await rejection(requestToken(appInSecret('sandbox', secret), 'global', transport, 10_000));
  transport.close();
  expect(asked).toEqual(['CONNECT login.microsoftonline.com:443']);
  expect(error).toMatchObject({ name: 'SignInUnavailable', message: expect.stringContaining('407') });
  expect(
    String((error as unknown as { details: { remedy: (place: object) => string } }).details.remedy({})),
  ).toContain('check HTTPS_PROXY');
  expect(error.message).not.toContain('pass');
});

test('reaches hosts of NO_PROXY directly', async () => {
  const { asked, address } = await startProxy();
  const direct = createServer((_, response) => response.end('direct')).listen(0, '127.0.0.1');
  open.push(direct);
  await once(direct, 'listening');
  const url = new URL(`http://127.0.0.1:${(direct.address() as AddressInfo).port}/`);
  const read = async (proxies: object) => {
    const transport = openHttpTransport(proxies);
    const answer = await transport.send({
      method: 'GET',
      url,
      headers: {},
      signal: AbortSignal.timeout(9_000),
    });
    transport.close();
    return answer.body.toString();
  };
  expect(await read({ HTTP_PROXY: address })).toBe('from the proxy');
  expect(await read({ HTTP_PROXY: address, NO_PROXY: '127.0.0.1' })).toBe('direct');
  expect(asked).toEqual([`GET ${url}`]);
});

test('requests to AWS use the proxy; if the proxy refuses, the error says what to check', async () => {
  const { asked, address } = await startProxy();
  process.env.https_proxy = address;
  const config = { ...clientConfig({ region: 'eu-central-1' }), maxAttempts: 1 };
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const client = new CloudFormationClient({ ...config, credentials });
  const error = await rejection(client.send(new DescribeStacksCommand({})));
  client.destroy();
  expect(asked).toEqual(['CONNECT cloudformation.eu-central-1.amazonaws.com:443']);
  expect(errorText(awsRefusalOf(error))).toContain('check HTTPS_PROXY');
});

test('without a proxy, AWS clients keep the SDK’s defaults', () => {
  for (const name of NAMES) delete process.env[name];
  expect(clientConfig({ region: 'eu-central-1' })).toEqual({ region: 'eu-central-1' });
});
