/** What a sealed token is bound to. It is authenticated, and logged in CloudTrail in the clear: nothing secret in it. */
export type SealContext = { connection: string; tenant: string };

/** Makes and unwraps 256-bit data keys under a key that never leaves its keeper (KMS on AWS). */
export interface DataKeys {
  create(context: SealContext): Promise<{ plain: Uint8Array; wrapped: Uint8Array }>;
  /** Rejects where the wrapped key was not made under this key and context. */
  unwrap(wrapped: Uint8Array, context: SealContext): Promise<Uint8Array>;
}
