import { type HttpTransport, openHttpTransport } from '../http/http-transport.ts';

/**
 * Opens the real transport, but redirects every request to the sandbox's port on this machine. The `host` header still
 * names Microsoft's host.
 */
export function openSandboxTransport(port: number | (() => Promise<number>)): HttpTransport {
  const transport = openHttpTransport();
  return {
    async send({ url, headers, ...request }) {
      const redirected = new URL(`${url.pathname}${url.search}`, 'http://127.0.0.1');
      redirected.port = String(typeof port === 'number' ? port : await port());
      return transport.send({ ...request, url: redirected, headers: { ...headers, host: url.host } });
    },
    close: () => transport.close(),
  };
}
