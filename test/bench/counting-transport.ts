import type { HttpTransport } from '../../lambdas/graph/http-transport.ts';

/** A request that was sent, and what came: an HTTP status, or nothing whole. */
export interface Sent {
  path: string;
  status: number | 'no answer';
}

/** A transport that notes in `sent` everything that goes through it. */
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
