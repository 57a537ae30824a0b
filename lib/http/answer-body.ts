import type { IncomingMessage } from 'node:http';
import { decoded } from './content-encoding.ts';

/**
 * Most bytes of a body, both encoded and decoded. A page of 1,000 alerts has about 5 MB. A body of this size needs about
 * 100 MB when it is parsed, and two are held at a time, which fits into a function of 512 MB.
 */
export const LARGEST_BODY = 16 * 1024 * 1024;

/** Why a body cannot be used, although status and headers arrived. */
interface BodyFault {
  /** The end of a sentence for people. */
  why: string;
  /** Whether the body is larger than LARGEST_BODY. Asking for less may help then, asking again does not. */
  tooLarge: boolean;
}

/** A decoded body; empty if it has a fault. */
export interface Body {
  body: Buffer;
  bodyFault?: BodyFault;
}

/** Reads the complete body of an answer. Never rejects: an incomplete or undecodable body becomes a fault. */
export async function readBody(answer: IncomingMessage): Promise<Body> {
  try {
    const received = await receive(answer);
    return { body: await decoded(received, answer.headers['content-encoding'], LARGEST_BODY) };
  } catch (error) {
    const tooLarge =
      error instanceof TooLarge || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    const { code, message } = error as NodeJS.ErrnoException;
    // Node's own word for this is "aborted".
    const plain = code === 'ECONNRESET' ? 'the connection ended before the body did' : message;
    const why = tooLarge ? `the body is larger than ${LARGEST_BODY} bytes` : plain;
    return { body: Buffer.alloc(0), bodyFault: { why, tooLarge } };
  }
}

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Returns the bytes as they were sent, in a separate buffer that has their exact size if the answer states it. */
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
    freeOwn(chunk);
  }
  return received.subarray(0, size);
}

/**
 * Frees a chunk's memory immediately, unless it is a part of a larger buffer. The garbage collector would let the chunks of
 * several pages accumulate first.
 */
function freeOwn({ buffer, byteLength }: Buffer): void {
  if (buffer.byteLength === byteLength) (buffer as ArrayBuffer).transfer(0);
}
