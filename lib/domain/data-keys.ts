/** The connection and tenant that a sealed token is valid for. CloudTrail logs them in plain text, so they hold no secret. */
export type SealContext = { connection: string; tenant: string };

/** Creates and unwraps 256-bit data keys under a master key that never leaves its service (KMS on AWS). */
export interface DataKeys {
  create(context: SealContext): Promise<{ plain: Uint8Array; wrapped: Uint8Array }>;
  /** Rejects if the key was wrapped under another master key or context. */
  unwrap(wrapped: Uint8Array, context: SealContext): Promise<Uint8Array>;
}
