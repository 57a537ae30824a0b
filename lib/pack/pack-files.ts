import * as z from 'zod/mini';
import { twelveDigits } from '../log/place.ts';

/** The files of a pack: in a folder, in a ZIP, or made from a register. Names are paths with slashes. */
export interface PackFiles {
  /** A pack that was written has a manifest and a list of sums; a register in the form of a pack has neither. */
  from: 'pack' | 'register';
  names: () => Promise<readonly string[]>;
  /** Returns a file's bytes; undefined if the file is not there. Rejects with FileDamaged if it cannot be read. */
  read: (name: string) => Promise<Buffer | undefined>;
}

/** A file is there, but its bytes cannot be had: verification counts it as altered. The message is a clause: "is a link". */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';
}

/** What a pack holds, as its `manifest.json` says. */
export const Manifest = z.object({
  connection: z.string(),
  origin: z.string(),
  /** The first and the last day, or time, of the period; both included, in UTC. */
  from: z.string(),
  to: z.string(),
  writtenAt: z.string(),
  software: z.string(),
  size: z.number().check(z.int(), z.gte(0)),
  /** The log's Merkle root, base64. */
  root: z.string(),
  keyIds: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** The names of a pack's files. None holds a colon, because packs are opened on Windows too. */
export const PACK_FILE = {
  readme: 'README.txt',
  manifest: 'manifest.json',
  sums: 'SHA256SUMS',
  checkpoint: 'checkpoint',
  report: 'index.html',
  csv: 'evidence.csv',
  oscal: 'oscal-assessment-results.json',
  script: 'verify.sh',
  key: (id: string) => `keys/${id}.pem`,
  entry: (index: number) => `log/${twelveDigits(index)}.json`,
  annotation: (index: number) => `annotations/${twelveDigits(index)}.json`,
  run: (index: number) => `syncs/${twelveDigits(index)}/run.json`,
  evidence: (index: number, collector: string) => `syncs/${twelveDigits(index)}/${collector}.json`,
  /** `nth` counts from 1. */
  answer: (index: number, collector: string, nth: number) =>
    `syncs/${twelveDigits(index)}/answers/${collector}/${String(nth).padStart(4, '0')}.json`,
} as const;
