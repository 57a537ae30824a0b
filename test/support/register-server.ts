import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { RegisterTable } from '../../lib/register/register-client.ts';

/** The answer of the register's request handler, which the SDK does not type. */
interface Handler {
  handle(request: { headers: object; body: string }): Promise<{
    response: { statusCode: number; headers: Record<string, string>; body: Uint8Array };
  }>;
}

/** Serves a register of this process on a port, as DynamoDB for the SDK of another process. */
export async function serveRegister({ client }: RegisterTable) {
  const handler = client.config.requestHandler as unknown as Handler;
  const server = createServer(async (request, response) => {
    const { headers } = request;
    const answer = await handler.handle({ headers, body: await text(request) });
    response.writeHead(answer.response.statusCode, answer.response.headers).end(answer.response.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
