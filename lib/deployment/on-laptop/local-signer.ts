import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Signer } from '../../log/signer.ts';
import { writtenOnce } from './written-once.ts';

/**
 * Signs with a P-256 key in a file that only this user may read. Makes the key if there is none. The key lies next to the
 * data that it signs, so it shows damage and mistakes, but not what its owner changes.
 */
export function localSigner(file: string): Signer {
  let key: Promise<KeyObject> | undefined;
  const privateKey = () => {
    key ??= writtenOnce(file, newKey).then(createPrivateKey);
    return key;
  };
  return {
    publicKey: async () => createPublicKey(await privateKey()).export({ format: 'der', type: 'spki' }),
    sign: async (text) => sign('sha256', Buffer.from(text), await privateKey()),
  };
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}
