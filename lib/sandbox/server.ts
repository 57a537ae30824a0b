import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Clock } from '../domain/clock.ts';
import type { SandboxAnswer, SandboxRequest } from './answer.ts';
import { SandboxEntra } from './entra.ts';
import { SandboxGraph } from './graph.ts';
import { SandboxSts } from './sts.ts';
import type { SandboxTenant } from './tenant.ts';

/** Simulates a faulty service: its result, if not undefined, replaces the sandbox's answer. */
export type Interference = (request: SandboxRequest, nth: number) => SandboxAnswer | 'hang' | undefined;

export interface SandboxOptions {
  tenant: SandboxTenant;
  clock: Clock;
  /** AADSTS number of the refusal of every sign-in. */
  signInRefusal?: string | undefined;
  interfere?: Interference | undefined;
  /** Delay of each answer in milliseconds. */
  latency?: number | undefined;
}

/** A running sandbox tenant. */
export interface Sandbox {
  port: number;
  /** Every request in order: method, path and query. */
  requests: string[];
  close(): Promise<void>;
}

/** Starts a server on this machine that speaks Entra's token endpoint and Graph for one fictional tenant, and AWS STS. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { tenant, clock, signInRefusal, interfere, latency = 0 } = options;
  const sts = new SandboxSts(clock);
  const keysOf = (issuer: string) => sts.keysOf(issuer);
  const entra = new SandboxEntra(tenant, { clock, keysOf, refusal: signInRefusal });
  const graph = new SandboxGraph(tenant, entra, clock);
  const requests: string[] = [];
  const asked = new Map<string, number>();
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    const { pathname, search } = request.url;
    requests.push(`${request.method} ${pathname}${search}`);
    const nth = (asked.get(pathname) ?? 0) + 1;
    asked.set(pathname, nth);
    const isToken = pathname.endsWith('/oauth2/v2.0/token');
    const answer =
      interfere?.(request, nth) ??
      (isToken ? entra.token(request) : (sts.answer(request) ?? graph.answer(request)));
    if (answer === 'hang') return;
    if (latency > 0) await clock.sleep(latency);
    write(response, answer, clock.now());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function read(incoming: IncomingMessage): Promise<SandboxRequest> {
  const { method = '', headers } = incoming;
  const url = new URL(incoming.url ?? '/', `https://${headers.host}`);
  return { method, url, headers: headers as Record<string, string | undefined>, body: await text(incoming) };
}

function write(response: ServerResponse, answer: SandboxAnswer, now: number): void {
  const { status, headers, body, cutOff } = answer;
  const content = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': content.length,
    date: new Date(now).toUTCString(),
    'request-id': randomUUID(),
    ...headers,
  });
  if (cutOff) response.write(content.subarray(0, content.length / 2), () => response.destroy());
  else response.end(content);
}
