import { sha256Of } from '../log/document.ts';
import { twelveDigits } from '../log/place.ts';

/**
 * Keeps documents, answers, log entries and checkpoints under a retention period: S3 with Object Lock on AWS, a folder
 * on a laptop. What is stored can be read, but neither changed nor deleted before its time.
 */
export interface Vault {
  /** Stores content under a name. The first content of a name stays; storing the name again changes nothing. */
  put: (name: string, content: Uint8Array) => Promise<void>;
  /** Returns what was stored under a name; undefined if nothing was. */
  read: (name: string) => Promise<Buffer | undefined>;
}

/** Names of what is in the vault. They hold no colon, because a vault can be a folder on Windows. */
export const VAULT_NAME = {
  /** `reading` is the random id of one reading of a collector, so a repeated reading never meets its first answers. */
  answer: (reading: string, nth: number) => `answers/${reading}/${String(nth).padStart(4, '0')}.json`,
  entry: (connection: string, index: number) => `log/${connection}/${twelveDigits(index)}.json`,
  document: (connection: string, index: number, name: string) =>
    `documents/${connection}/${twelveDigits(index)}/${name}.json`,
  /** Two executions can sign one size: the root is the same, but no two ECDSA signatures are. */
  checkpoint: (connection: string, size: number, note: string) =>
    `checkpoints/${connection}/${twelveDigits(size)}-${sha256Of(note).slice(0, 8)}`,
} as const;
