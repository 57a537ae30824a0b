import { type HttpTransport, openHttpTransport } from '../../../lambdas/graph/http-transport.ts';

/**
 * The real transport, with every request led to the sandbox's port on this machine; it still names the host that it is
 * meant for.
 */
export function openSandboxTransport(port: number | (() => Promise<number>)): HttpTransport {
  const transport = openHttpTransport();
  return {
    async send({ url, headers, ...request }) {
      const led = new URL(`${url.pathname}${url.search}`, 'http://127.0.0.1');
      led.port = String(typeof port === 'number' ? port : await port());
      return transport.send({ ...request, url: led, headers: { ...headers, host: url.host } });
    },
    close: () => transport.close(),
  };
}
