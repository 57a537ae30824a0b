import { type HttpTransport, openHttpTransport } from '../../../lambdas/graph/http-transport.ts';

/** The real transport, with every request led to the sandbox; it still names the host that it is meant for. */
export function openSandboxTransport(port: number): HttpTransport {
  const transport = openHttpTransport();
  return {
    send({ url, headers, ...request }) {
      const led = new URL(`${url.pathname}${url.search}`, `http://127.0.0.1:${port}`);
      return transport.send({ ...request, url: led, headers: { ...headers, host: url.host } });
    },
    close: () => transport.close(),
  };
}
