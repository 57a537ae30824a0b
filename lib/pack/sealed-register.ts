import type { PublicKey } from '../log/signer.ts';

/** Names a document of a register: a run, or the evidence that a collector read in the run. */
export interface DocumentName {
  run: string;
  collector?: string;
}

/** One connection's log, documents and answers, as a register and its vault hold them: altered ones too. */
export interface SealedRegister {
  connection: string;
  /** Yields the entries. `number` is the key that an entry is stored under: its index, with twelve digits. */
  entries: () => AsyncIterable<{ number: string; text: string }>;
  /** Returns the newest signed note, if there is one. */
  checkpoint: () => Promise<string | undefined>;
  /** Returns the key that signs now, if this deployment has it. */
  signingKey: () => Promise<PublicKey | undefined>;
  /** Yields the names of all documents of the runs that started at or after a time (ISO 8601 in UTC). */
  documentNames: (since: string | undefined) => AsyncIterable<DocumentName>;
  /** Returns documents in the order of their names, at most 100; undefined for a missing document. */
  documents: (names: readonly DocumentName[]) => Promise<(string | undefined)[]>;
  /** Yields all annotations of the connection. `id` is the key that one is stored under. */
  annotations: () => AsyncIterable<{ id: string; text: string }>;
  /** Returns an answer that the vault keeps, counted from 1; undefined if it does not have it. */
  answer: (reading: string, nth: number) => Promise<Buffer | undefined>;
}
