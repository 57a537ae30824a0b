import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import { plainText } from '../domain/plain-text.ts';

type Decoder = (body: Buffer, options: ZlibOptions) => Promise<Buffer>;

const [ungzip, unbrotli, unzlib, unraw] = [gunzip, brotliDecompress, inflate, inflateRaw].map((decoder) =>
  promisify(
    decoder as (
      body: Buffer,
      options: ZlibOptions,
      done: (error: Error | null, result: Buffer) => void,
    ) => void,
  ),
) as [Decoder, Decoder, Decoder, Decoder];

/** Source: https://www.iana.org/assignments/http-parameters (content coding) and RFC 9110, 8.4.1 */
const DECODERS = new Map<string, Decoder>([
  ['gzip', ungzip],
  ['x-gzip', ungzip],
  ['br', unbrotli],
  // Some servers leave out the zlib header, whose first byte ends in 8.
  ['deflate', (body, options) => (((body[0] ?? 0) & 15) === 8 ? unzlib : unraw)(body, options)],
]);

/** Most layers of encoding. More are an attack, because each can make the body a thousand times larger. */
const MOST_ENCODINGS = 3;

/** Node's default of 16 kB means hundreds of switches between threads for a page of several megabytes. */
const CHUNK = 256 * 1024;

/**
 * Decodes a body by its `Content-Encoding` header, the last encoding first. Rejects with a sentence if an encoding is
 * unknown or the body does not fit it, and with Node's `ERR_BUFFER_TOO_LARGE` if it decodes to more than `largest` bytes.
 */
export async function decoded(body: Buffer, header: string | undefined, largest: number): Promise<Buffer> {
  const encodings = (header ?? '')
    .split(',')
    .map((encoding) => encoding.trim().toLowerCase())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
  if (encodings.length > MOST_ENCODINGS) throw new Error(`the body is encoded ${encodings.length} times`);
  let plain = body;
  for (const encoding of encodings.reverse()) {
    const decode = DECODERS.get(encoding);
    if (!decode) {
      throw new Error(
        `the body is encoded as "${plainText(encoding, 32)}", which this program cannot decode`,
      );
    }
    plain = await decode(plain, { maxOutputLength: largest, chunkSize: CHUNK }).catch((error: Error) => {
      if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw error;
      throw new Error(`the body cannot be decoded as ${encoding}: ${error.message}`, { cause: error });
    });
  }
  return plain;
}
