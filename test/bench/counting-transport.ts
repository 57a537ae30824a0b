import type { HttpTransport } from '../../lib/http/http-transport.ts';

/** A request that was sent, with the HTTP status of its answer, if a complete answer came. */
export interface Sent {
  path: string;
  status: number | 'no answer';
}

/** Returns a transport that records its requests in `sent`. */
export function countingTransport(transport: HttpTransport, sent: Sent[]): HttpTransport {
  return {
    async send(request) {
      const entry: Sent = { path: request.url.pathname, status: 'no answer' };
      sent.push(entry);
      const answer = await transport.send(request);
      entry.status = answer.status;
      return answer;
    },
    close: () => transport.close(),
  };
}
