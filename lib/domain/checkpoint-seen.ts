import * as z from 'zod/mini';

/** The newest signed checkpoint of a connection's log, as people and programs see it. */
export const CheckpointSeen = z.object({
  /** Number of entries in the log. */
  size: z.number(),
  /** The Merkle root, base64. */
  root: z.string(),
  /** The id of the key that signed, 8 hexadecimal digits. */
  keyId: z.string(),
});
export type CheckpointSeen = z.infer<typeof CheckpointSeen>;
