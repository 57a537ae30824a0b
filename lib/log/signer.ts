import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Signs checkpoints with a P-256 key: in KMS on AWS, in a file on a laptop. */
export interface Signer {
  /** Returns the public key: DER, SubjectPublicKeyInfo. */
  publicKey: () => Promise<Buffer>;
  /** Returns the ECDSA signature (DER) over the SHA-256 of the text. */
  sign: (text: string) => Promise<Buffer>;
}

/** A public key that may have signed a checkpoint. */
export interface PublicKey {
  /** The first 4 bytes of the SHA-256 of the key's DER, as 8 hexadecimal digits. */
  id: string;
  /**
   * The complete SHA-256, 64 hexadecimal digits. It identifies the key; the id only names it, because a person with a
   * fast computer can make another key with the same 8 digits.
   */
  fingerprint: string;
  key: KeyObject;
}

/** Returns the public key in DER. Throws if it is not a P-256 key. */
export function publicKeyOf(spki: Buffer): PublicKey {
  return checked(createPublicKey({ key: spki, format: 'der', type: 'spki' }));
}

/** Returns the public key in a PEM file. Throws if it is not a P-256 key. */
export function publicKeyIn(pem: string): PublicKey {
  return checked(createPublicKey(pem));
}

export function pemOf({ key }: PublicKey): string {
  return key.export({ format: 'pem', type: 'spki' }).toString();
}

export function isSignedBy({ key }: PublicKey, text: string, signature: Buffer): boolean {
  return verify('sha256', Buffer.from(text), key, signature);
}

function checked(key: KeyObject): PublicKey {
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('The key is not a P-256 key');
  const spki = key.export({ format: 'der', type: 'spki' });
  const fingerprint = createHash('sha256').update(spki).digest('hex');
  return { id: fingerprint.slice(0, 8), fingerprint, key };
}
