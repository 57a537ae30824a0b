import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file to write, which is read when its turn comes. */
export interface FileToWrite {
  name: string;
  /** Returns the file's bytes; undefined if the file does not exist, and is left out. */
  read: () => Promise<Buffer | undefined>;
}

/** The earliest time of the ZIP format, in local time as ZIP has it. One time for all files keeps the ZIP's bytes the same. */
const OPTIONS = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/**
 * Writes a ZIP as a stream, in the order given. Reads one file at a time, when the file before it has been passed on, so
 * memory holds one file. Rejects if a file cannot be read, or the target cannot be written.
 */
export async function writeZip(files: readonly FileToWrite[], target: Writable): Promise<void> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, target);
  const broken = new Promise<never>((_, reject) => {
    zip.on('error', reject);
    written.catch(reject);
  });
  broken.catch(() => {});
  try {
    for (const { name, read } of files) {
      const content = await read();
      if (!content) continue;
      const stream = Readable.from([content]);
      zip.addReadStream(stream, name, OPTIONS);
      await Promise.race([finished(stream), broken]);
    }
    zip.end();
    await Promise.race([written, broken]);
  } catch (error) {
    target.destroy();
    await written.catch(() => {});
    throw error;
  }
}
