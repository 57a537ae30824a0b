import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionSecret } from '../../domain/connection-secret.ts';
import { ConnectionSecretUnreadable } from '../../domain/errors.ts';
import { makePrivateFolder, pathExists } from './private-folder.ts';

/** Replaces Secrets Manager on this machine: one file for each connection secret, which only its owner can read. */
export class StoredSecrets {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Returns whether a secret is stored for any connection, even one that is no longer configured. */
  holdsAny(): boolean {
    return pathExists(this.#folder) && readdirSync(this.#folder).some((name) => name.endsWith('.json'));
  }

  /** Resolves with the secret's text, or undefined if it is not stored. Rejects with ConnectionSecretUnreadable. */
  async read(connection: string): Promise<string | undefined> {
    const file = this.#file(connection);
    if (!pathExists(file)) return undefined;
    return readFile(file, 'utf8').catch(({ message }: Error) => {
      throw new ConnectionSecretUnreadable(`The credentials in ${file} cannot be read: ${message}`, {
        remedy: `Work as the user who owns them, or connect again: npx m365-evidence connect ${connection} --local.`,
      });
    });
  }

  /** Replaces the secret in one step, so that the file is always complete. Resolves with its path. */
  async store(connection: string, secret: ConnectionSecret): Promise<string> {
    if (pathExists(this.#folder)) await chmod(this.#folder, 0o700);
    await makePrivateFolder(this.#folder);
    const file = this.#file(connection);
    const written = `${file}.${randomUUID()}`;
    try {
      await writeFile(written, JSON.stringify(secret), { mode: 0o600, flag: 'wx' });
      await rename(written, file);
    } finally {
      await rm(written, { force: true });
    }
    return file;
  }

  #file(connection: string): string {
    return join(this.#folder, `${connection}.json`);
  }
}
