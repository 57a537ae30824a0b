import type { IncomingHttpHeaders } from 'node:http';
import { type Body, readBody } from './answer-body.ts';
import { openAgents, type Proxies } from './http-agents.ts';
import { http, https } from './node-http.ts';

interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: URL;
  headers: Record<string, string>;
  body?: string | Uint8Array | undefined;
  /** Cancels the request. The caller also sets the timeout with it. */
  signal: AbortSignal;
}

export interface HttpAnswer extends Body {
  status: number;
  /** Names are in lower case. A repeated header is one string, with commas between the values. */
  headers: Record<string, string | undefined>;
  /** Milliseconds by which this machine's clock is ahead of the answer's `Date`, if they were compared. */
  clockAhead?: number | undefined;
  /** Whether the token was removed from the body. */
  redacted?: boolean;
}

/**
 * Sends a request and returns the answer, including 4xx and 5xx. If the body has a fault, the answer still has status and
 * headers. Does not follow redirects. Rejects if no answer began.
 */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes the connections that are kept open between requests. */
  close(): void;
}

/** Opens a transport for HTTPS (and HTTP, for a server on this machine) on `node:https`, with one keep-alive connection pool. */
export function openHttpTransport(proxies: Proxies = {}): HttpTransport {
  const agents = openAgents(proxies);
  const pools = {
    'https:': { request: https.request, agent: agents.https },
    'http:': { request: http.request, agent: agents.http },
  };
  return {
    send({ method, url, headers, body, signal }) {
      const { request, agent } = pools[url.protocol === 'http:' ? 'http:' : 'https:'];
      return new Promise((resolve, reject) => {
        const options = {
          method,
          agent,
          signal,
          headers: { 'accept-encoding': 'gzip', ...headers },
          // Without this, Node drops the second of two Retry-After headers.
          joinDuplicateHeaders: true,
        };
        request(url, options, async (answer) => {
          const { statusCode: status = 0 } = answer;
          resolve({ status, headers: single(answer.headers), ...(await readBody(answer)) });
        })
          .on('error', reject)
          .end(body);
      });
    },
    close() {
      for (const { agent } of Object.values(pools)) agent.destroy();
    },
  };
}

/** Frees a body's memory immediately. The garbage collector would let tens of megabytes accumulate first. */
export function release({ body }: HttpAnswer): void {
  // Small buffers share the memory of Node's pool.
  if (body.buffer.byteLength > Buffer.poolSize) (body.buffer as ArrayBuffer).transfer(0);
}

function single(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
