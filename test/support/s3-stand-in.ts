import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';

interface S3StandIn {
  client: S3Client;
  /** Address of the bucket. */
  url: string;
  /** The headers of each request. */
  requests: IncomingHttpHeaders[];
  /** Key to content. */
  objects: Map<string, Buffer>;
  /** Statuses to answer the next puts with, before anything is stored. */
  refusals: number[];
  close: () => Promise<void>;
}

const CODES: Record<number, string> = { 403: 'AccessDenied', 409: 'ConditionalRequestConflict' };

/** A server that puts and gets objects as S3 does, conditional writes and checksums included. */
export async function startS3(bucket: string): Promise<S3StandIn> {
  const objects = new Map<string, Buffer>();
  const refusals: number[] = [];
  const requests: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push(request.headers);
    const key = decodeURIComponent(request.url?.split('?')[0]?.slice(`/${bucket}/`.length) ?? '');
    if (request.method === 'GET') {
      const object = objects.get(key);
      return object ? void response.writeHead(200).end(object) : refuse(response, 404, 'NoSuchKey');
    }
    const body = await buffer(request);
    const refusal = refusals.shift();
    if (refusal !== undefined) return refuse(response, refusal, CODES[refusal] ?? 'SlowDown');
    if (createHash('sha256').update(body).digest('base64') !== request.headers['x-amz-checksum-sha256'])
      return refuse(response, 400, 'BadDigest');
    if (request.headers['if-none-match'] === '*' && objects.has(key))
      return refuse(response, 412, 'PreconditionFailed');
    objects.set(key, body);
    response.writeHead(200).end();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new S3Client({
    endpoint,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'id', secretAccessKey: 'key' },
    maxAttempts: 1,
  });
  return {
    client,
    url: `${endpoint}/${bucket}`,
    requests,
    objects,
    refusals,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
