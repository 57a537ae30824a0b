import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataKeys, SealContext } from '../../domain/data-keys.ts';

/** Replaces KMS on a laptop: a master key in memory, until this process ends. */
export function localDataKeys(): DataKeys {
  const master = randomBytes(32);
  const bound = (context: SealContext) => Buffer.from(JSON.stringify(context));
  return {
    async create(context) {
      const [plain, nonce] = [randomBytes(32), randomBytes(12)];
      const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(bound(context));
      const wrapped = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return { plain, wrapped };
    },
    async unwrap(wrapped, context) {
      const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, 12)).setAAD(
        bound(context),
      );
      decipher.setAuthTag(wrapped.subarray(-16));
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    },
  };
}
