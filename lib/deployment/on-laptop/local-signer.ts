import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import type { Signer } from '../../log/signer.ts';

/**
 * Signs with a P-256 key in a file that only this user may read. Makes the key if there is none. The key lies next to the
 * data that it signs, so it shows damage and mistakes, but not what its owner changes.
 */
export function localSigner(file: string): Signer {
  let key: Promise<KeyObject> | undefined;
  const privateKey = () => {
    key ??= keyIn(file);
    return key;
  };
  return {
    publicKey: async () => createPublicKey(await privateKey()).export({ format: 'der', type: 'spki' }),
    sign: async (text) => sign('sha256', Buffer.from(text), await privateKey()),
  };
}

async function keyIn(file: string): Promise<KeyObject> {
  try {
    return createPrivateKey(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await makeKey(file);
  return createPrivateKey(await readFile(file));
}

/** Links the complete file to its name, which fails if another process has made the key: the first one stays. */
async function makeKey(file: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await writeFile(unfinished, privateKey.export({ format: 'pem', type: 'pkcs8' }), {
      mode: 0o600,
      flag: 'wx',
    });
    await link(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}
