import type { IncomingMessage } from 'node:http';
import { decoded } from './content-encoding.ts';

/**
 * Bytes of a body, before and after its encoding is undone. A page of 1,000 alerts has about 5 MB; a body of this size
 * takes some 100 MB when it is parsed, and two are held at a time, which fits into a function of 512 MB.
 */
export const LARGEST_BODY = 16 * 1024 * 1024;

/** Why a body cannot be used, although its status and headers came. */
export interface BodyFault {
  /** For people, as the end of a sentence. */
  why: string;
  /** Whether the body is larger than LARGEST_BODY: asking for less may help, and asking again does not. */
  tooLarge: boolean;
}

/** A body, its encoding undone; empty if it has a fault. */
export interface Body {
  body: Buffer;
  bodyFault?: BodyFault;
}

/** Reads the body of an answer to its end. Never rejects: an incomplete or undecodable body is a fault. */
export async function readBody(answer: IncomingMessage): Promise<Body> {
  try {
    const received = await receive(answer);
    return { body: await decoded(received, answer.headers['content-encoding'], LARGEST_BODY) };
  } catch (error) {
    const tooLarge =
      error instanceof TooLarge || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    const why = tooLarge ? `the body is larger than ${LARGEST_BODY} bytes` : (error as Error).message;
    return { body: Buffer.alloc(0), bodyFault: { why, tooLarge } };
  }
}

class TooLarge extends Error {}

/** The bytes as they were sent, in memory of their own that has their size if the answer stated it. */
async function receive(answer: IncomingMessage): Promise<Buffer> {
  const stated = Number(answer.headers['content-length'] ?? 64 * 1024);
  if (stated > LARGEST_BODY) {
    answer.destroy();
    throw new TooLarge();
  }
  let received = Buffer.allocUnsafeSlow(stated);
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (size + chunk.length > LARGEST_BODY) throw new TooLarge();
    if (size + chunk.length > received.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size + chunk.length, received.length * 2));
      received.copy(larger, 0, 0, size);
      received = larger;
    }
    chunk.copy(received, size);
    size += chunk.length;
  }
  return received.subarray(0, size);
}
