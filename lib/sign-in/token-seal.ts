import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataKeys, SealContext } from '../domain/data-keys.ts';
import { AwsUnavailable, TokenSealBroken } from '../domain/errors.ts';
import { tryAgain } from '../domain/remedy.ts';

/**
 * Seals a token of any length for the state machine's state: encrypts it with AES-256-GCM under a new data key, and
 * appends that key wrapped. (KMS Encrypt itself takes 4,096 bytes, but a token with many roles can be longer.)
 */
export async function sealToken(token: string, context: SealContext, keys: DataKeys): Promise<string> {
  const { plain, wrapped } = await keys.create(context);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', plain, nonce).setAAD(bound(context));
  const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  plain.fill(0);
  return [wrapped, nonce, sealed].map((part) => Buffer.from(part).toString('base64url')).join('.');
}

/** Returns the token in a seal. Throws TokenSealBroken if it was changed, or sealed for another connection or tenant. */
export async function unsealToken(seal: string, context: SealContext, keys: DataKeys): Promise<string> {
  try {
    const parts = seal.split('.').map((part) => Buffer.from(part, 'base64url'));
    const [wrapped, nonce, sealed] = parts as [Buffer, Buffer, Buffer];
    const plain = await keys.unwrap(wrapped, context);
    const decipher = createDecipheriv('aes-256-gcm', plain, nonce).setAAD(bound(context));
    decipher.setAuthTag(sealed.subarray(-16));
    const token = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString(
      'utf8',
    );
    plain.fill(0);
    return token;
  } catch (cause) {
    if (cause instanceof AwsUnavailable) throw cause;
    throw new TokenSealBroken(
      `The sealed token of connection ${context.connection} cannot be opened: ${(cause as Error).name}`,
      {
        cause,
        remedy: (place) =>
          `${tryAgain(place)}. If it fails again, check that the collector may decrypt with the seal key, and that nothing changes the state between the steps.`,
      },
    );
  }
}

function bound({ connection, tenant }: SealContext): Buffer {
  return Buffer.from(JSON.stringify([connection, tenant]));
}
