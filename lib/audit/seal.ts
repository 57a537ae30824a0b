import type { CheckpointSeen } from '../domain/checkpoint-seen.ts';

/** What a report says about the signed log of a connection. */
export interface Seal {
  /** The newest checkpoint; null if nothing is sealed yet. */
  checkpoint: CheckpointSeen | null;
  /** What verification found when the report was written; null if it was not verified. */
  findings: string[] | null;
}

/** Returns the seal of a connection. */
export type SealOf = (connection: string) => Promise<Seal>;
