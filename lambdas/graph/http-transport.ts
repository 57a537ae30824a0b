import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Ends the request; whoever sends it sets the timeout. */
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  /** Names in lower case; a header that came several times is one string. */
  headers: Record<string, string | undefined>;
  body: Buffer;
  /** Why the body is not whole; what came of it is then not in `body`. */
  cutOff?: string;
}

/** Sends a request and gives back whatever came, also 4xx and 5xx. Follows no redirect. Rejects when no answer began. */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes what is kept open between requests. */
  close(): void;
}

/** No page of the documented sizes comes near it; more is a broken or hostile answer. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** Node's default of 16 kB costs a page of several megabytes hundreds of hops between threads. */
const UNZIPPED_CHUNK = 256 * 1024;

/** HTTPS (and HTTP, for a server on this machine) on `node:https` with one keep-alive connection pool. */
export function openHttpTransport(): HttpTransport {
  const pools = {
    'https:': { request: https.request, agent: new https.Agent({ keepAlive: true }) },
    'http:': { request: http.request, agent: new http.Agent({ keepAlive: true }) },
  };
  return {
    send({ method, url, headers, body, signal }) {
      const { request, agent } = pools[url.protocol === 'http:' ? 'http:' : 'https:'];
      return new Promise((resolve, reject) => {
        const options = { method, agent, signal, headers: { 'accept-encoding': 'gzip', ...headers } };
        request(url, options, (answer) => {
          const { statusCode: status = 0 } = answer;
          const headers = single(answer.headers);
          read(answer).then(
            (body) => resolve({ status, headers, body }),
            ({ message }: Error) => resolve({ status, headers, body: Buffer.alloc(0), cutOff: message }),
          );
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

/** Gives a body's memory back at once; left to the garbage collector, tens of megabytes gather first. */
export function release({ body }: HttpAnswer): void {
  // A small body shares its memory with others.
  if (body.buffer.byteLength === body.byteLength) (body.buffer as ArrayBuffer).transfer(0);
}

async function read(answer: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const keep = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > LARGEST_BODY) throw new Error(`the body is larger than ${LARGEST_BODY} bytes`);
      chunks.push(chunk);
    }
  };
  const zipped = answer.headers['content-encoding']?.toLowerCase() === 'gzip';
  await (zipped
    ? pipeline(answer, createGunzip({ chunkSize: UNZIPPED_CHUNK }), keep)
    : pipeline(answer, keep));
  return Buffer.concat(chunks, size);
}

function single(headers: http.IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
