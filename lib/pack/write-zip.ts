import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file to write, which is read when its turn comes. */
export interface FileToWrite {
  name: string;
  read: () => Promise<Buffer>;
}

/** The earliest time of the ZIP format, in local time as ZIP has it. One time for all files keeps the ZIP's bytes the same. */
const OPTIONS = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/** Writes a ZIP as a stream. Reads one file at a time, in the order given. Rejects if a file cannot be read. */
export async function writeZip(files: readonly FileToWrite[], target: Writable): Promise<void> {
  const zip = new ZipFile();
  const failed = Promise.withResolvers<never>();
  zip.on('error', failed.reject);
  for (const { name, read } of files) {
    zip.addReadStreamLazy(name, OPTIONS, (give) => {
      read().then(
        (content) => give(null, Readable.from([content])),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  }
  zip.end();
  await Promise.race([pipeline(zip.outputStream, target), failed.promise]);
}
