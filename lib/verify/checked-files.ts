import { sha256Of } from '../log/document.ts';
import { FileDamaged, type PackFiles } from '../pack/pack-files.ts';
import type { Findings } from './finding.ts';

/** The files that are verified. A file that cannot be read counts as altered, and as empty. */
export class CheckedFiles {
  readonly from: PackFiles['from'];
  readonly names: ReadonlySet<string>;
  readonly #files: PackFiles;
  readonly #found: Findings;
  readonly #hashes = new Map<string, string>();

  private constructor(files: PackFiles, names: readonly string[], found: Findings) {
    this.from = files.from;
    this.names = new Set(names);
    this.#files = files;
    this.#found = found;
  }

  static async of(files: PackFiles, found: Findings): Promise<CheckedFiles> {
    return new CheckedFiles(files, await files.names(), found);
  }

  /** Returns a file's bytes; undefined if the file is not there. */
  async read(name: string): Promise<Buffer | undefined> {
    if (!this.names.has(name)) return undefined;
    try {
      return await this.#files.read(name);
    } catch (error) {
      if (!(error instanceof FileDamaged)) throw error;
      this.#found.add('tampered', `${name} ${error.message}`, { file: name });
      return Buffer.alloc(0);
    }
  }

  /** Returns a file's SHA-256; undefined if the file is not there. Reads each file once. */
  async sha256(name: string): Promise<string | undefined> {
    const known = this.#hashes.get(name);
    if (known !== undefined) return known;
    const bytes = await this.read(name);
    if (!bytes) return undefined;
    const sha256 = sha256Of(bytes);
    this.#hashes.set(name, sha256);
    return sha256;
  }
}
