import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UnusableContext } from '../connections/unusable-context.ts';

/** A framework of 900 requirements has about 100 kB; a larger file is most likely another one. */
const MOST_BYTES = 256_000;

/** Returns the value in a JSON file. A byte order mark, which editors on Windows write, is ignored. */
export function jsonIn(path: string, folder: string): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(folder, path));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'the file is missing' : message;
    throw unusableFile(path, why, `The path is relative to ${folder}.`);
  }
  if (bytes.length > MOST_BYTES) {
    throw unusableFile(
      path,
      `it has ${bytes.length} bytes, more than ${MOST_BYTES}`,
      'Name another file, or shorten it.',
    );
  }
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw unusableFile(path, `it is not JSON in UTF-8 (${(error as Error).message})`, 'Correct the file.');
  }
}

/** Returns the error for a file that `cdk.json` names. */
export function unusableFile(path: string, problem: string, remedy: string): UnusableContext {
  return new UnusableContext(`The file ${path}, which cdk.json names, cannot be used: ${problem}`, {
    remedy,
  });
}
