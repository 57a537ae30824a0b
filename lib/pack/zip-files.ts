import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { type Entry, fromFdPromise } from 'yauzl';
import { WrongUsage } from '../domain/user-error.ts';
import { FileDamaged } from './pack-files.ts';

/** Most bytes of one file of a pack. An answer of Graph has at most a few MB; more would be a bomb. */
const MOST_BYTES = 512 * 1024 * 1024;

/** The ZIP is damaged, or was made to mislead. */
export class PackDamaged extends Error {
  override readonly name = 'PackDamaged';
}

/** Opens a ZIP. Throws WrongUsage if the file is no ZIP, PackDamaged if its directory cannot be trusted. */
export async function zipFiles(path: string) {
  const file = await open(path);
  try {
    const entries = await directoryOf(file, path);
    return {
      names: async () => [...entries.keys()],
      async read(name: string) {
        const entry = entries.get(name);
        return entry && (await contentOf(entry, file));
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function directoryOf(file: FileHandle, path: string): Promise<Map<string, Entry>> {
  const start = await file.read(Buffer.alloc(2), 0, 2, 0);
  try {
    const zip = await fromFdPromise(file.fd, { autoClose: false });
    const entries = new Map<string, Entry>();
    let compressed = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      if (entries.has(entry.fileName)) throw new Error(`it holds ${entry.fileName} twice`);
      entries.set(entry.fileName, entry);
      compressed += entry.compressedSize;
    }
    // A bomb names the same bytes again and again.
    if (compressed > zip.fileSize) throw new Error('its files overlap');
    return entries;
  } catch (cause) {
    const isZip = start.buffer.toString('latin1') === 'PK';
    if (isZip) throw new PackDamaged((cause as Error).message, { cause });
    throw new WrongUsage(`${path} is neither a folder nor a ZIP`, {
      remedy: 'Name the folder or the ZIP that "m365-evidence pack" wrote.',
      cause,
    });
  }
}

/** Bytes of a local header before the name; the lengths of the name and of the extra field are its last four. */
const HEADER = 30;
const SIGNATURE = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];

/** Returns an entry's bytes. Rejects with FileDamaged if they are not as the directory says. */
async function contentOf(entry: Entry, file: FileHandle): Promise<Buffer> {
  const { relativeOffsetOfLocalHeader: at, compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.isEncrypted()) throw new FileDamaged('is encrypted in the ZIP: unpack it, and verify the folder');
  if (uncompressedSize > MOST_BYTES) throw new FileDamaged('is too large to be part of a pack');
  const header = await bytesAt(file, at, HEADER);
  if (header.readUInt32LE(0) !== SIGNATURE) throw new FileDamaged('is damaged in the ZIP');
  const stored = await bytesAt(
    file,
    at + HEADER + header.readUInt16LE(26) + header.readUInt16LE(28),
    compressedSize,
  );
  const content =
    compressionMethod === STORED ? stored : await inflated(stored, compressionMethod, uncompressedSize);
  if (content.length !== uncompressedSize) throw new FileDamaged('is damaged in the ZIP');
  return content;
}

async function inflated(stored: Buffer, method: number, size: number): Promise<Buffer> {
  if (method !== DEFLATED)
    throw new FileDamaged(
      `is compressed in an unknown way (${method}): unpack the ZIP, and verify the folder`,
    );
  try {
    return await promisify(inflateRaw)(stored, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw new FileDamaged('is damaged in the ZIP', { cause });
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new FileDamaged('is cut off in the ZIP');
  return buffer;
}
