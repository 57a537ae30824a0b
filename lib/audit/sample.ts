import { hash } from 'node:crypto';
import type { DueSync, Population } from './population.ts';

/** The sample that an auditor asks for. */
export interface SampleRequest {
  /** The number of due syncs to choose for each connection. */
  size: number;
  /** Chosen by the auditor. The same seed gives the same sample. */
  seed: string;
}

/** Due syncs that were chosen by a rule that a person can repeat by hand. */
export interface Sample extends SampleRequest {
  /** The rule, as a sentence. */
  rule: string;
  /** The command that prints the hash of the first chosen due sync; null if the sample is empty. */
  command: string | null;
  /** In the order in which they were chosen. A larger sample with the same seed begins with the same syncs. */
  syncs: SampledSync[];
}

export interface SampledSync extends DueSync {
  /** SHA-256, in hexadecimal, of `<seed> <connection> <due>`. */
  sha256: string;
}

/**
 * Returns the due syncs with the smallest SHA-256 of `<seed> <connection> <due>`, so that only the seed decides.
 * Each connection has a sample of its own, so the other connections of a report change nothing. If the population is smaller
 * than the sample, returns all of it.
 */
export function sampleOf(
  { due }: Pick<Population, 'due'>,
  { connection, size, seed }: SampleRequest & { connection: string },
): Sample {
  const hashed = due.map((sync) => ({
    ...sync,
    sha256: hash('sha256', `${seed} ${connection} ${sync.due}`),
  }));
  const syncs = hashed.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)).slice(0, size);
  const [first] = syncs;
  return {
    size,
    seed,
    rule: `The ${size} due syncs with the smallest SHA-256 of the text "${seed} ${connection} <due>", without a line end.`,
    command: first ? `printf '%s' '${seed} ${connection} ${first.due}' | sha256sum` : null,
    syncs,
  };
}
