import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, stat, unlink } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import { UserError, WrongUsage } from '../domain/user-error.ts';
import type { Manifest } from '../pack/pack-files.ts';
import { type FileToWrite, writeZip } from '../pack/write-zip.ts';

/** The pack's file cannot be written. */
class PackNotWritten extends UserError {
  override readonly name = 'PackNotWritten';
}

/** Returns the default name of a pack. */
export function packName({ connection, from, to }: Manifest): string {
  return `m365-evidence-${connection}-${from.slice(0, 10)}-to-${to.slice(0, 10)}.zip`;
}

/**
 * Writes a pack for this user only. The file gets its name when it is complete, and replaces none: a new name gets a number,
 * and a typed name that is taken is refused. Throws PackNotWritten if the file system refuses.
 */
export async function writePack(
  files: readonly FileToWrite[],
  typed: string | undefined,
  defaultName: string,
): Promise<{ path: string; bytes: number }> {
  const wanted = resolve(typed ?? defaultName);
  if (typed !== undefined && (await isThere(wanted))) throw taken(wanted);
  const unfinished = resolve(dirname(wanted), `.${randomUUID()}.unfinished`);
  try {
    await writeZip(files, createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
    const { size } = await stat(unfinished);
    return { path: await named(unfinished, wanted, { numbered: typed === undefined }), bytes: size };
  } catch (error) {
    throw isOfFileSystem(error) ? notWritten(wanted, error) : error;
  } finally {
    await unlink(unfinished).catch(() => {});
  }
}

/** Gives the file its name, which fails if the name is taken. Returns the path. */
async function named(file: string, wanted: string, { numbered }: { numbered: boolean }): Promise<string> {
  const { dir, name, ext } = parse(wanted);
  for (let copy = 1; ; copy++) {
    const path = copy === 1 ? wanted : resolve(dir, `${name}-${copy}${ext}`);
    try {
      await link(file, path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!numbered) throw taken(path);
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function taken(path: string): WrongUsage {
  return new WrongUsage(`${path} exists, and a pack replaces no file`, {
    remedy: 'Name another file with --output.',
  });
}

/** Errors of writing the file; others are of the register, and say themselves what to do. */
function isOfFileSystem(error: unknown): error is NodeJS.ErrnoException {
  const { syscall } = error as NodeJS.ErrnoException;
  return ['open', 'write', 'link', 'stat', 'close'].includes(syscall ?? '');
}

function notWritten(path: string, cause: NodeJS.ErrnoException): PackNotWritten {
  return new PackNotWritten(`The pack cannot be written to ${path}: ${cause.code}`, {
    remedy: 'Name a file in a folder that exists, that you may write to and that has room, with --output.',
    cause,
  });
}
