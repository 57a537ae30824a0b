import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COLLECTORS } from '../../collectors/registry.ts';
import { type PublicKey, publicKeyOf } from '../../log/signer.ts';
import type { SealedRegister } from '../../pack/sealed-register.ts';
import type { RegisterTable } from '../../register/register-client.ts';
import { sealedDocuments } from '../../register/sealed-documents.ts';
import { folderVault } from '../../vault/folder-vault.ts';
import { VAULT_NAME } from '../../vault/vault.ts';

/** Returns one connection's log, documents and answers in a register on this machine. Only reads. */
export function localSealedRegister(
  register: RegisterTable,
  folder: string,
  connection: string,
): SealedRegister {
  const vault = folderVault(join(folder, 'vault'));
  const collectors = COLLECTORS.map(({ id }) => id);
  return {
    connection,
    ...sealedDocuments(register, connection, collectors),
    signingKey: () => publicKeyAt(join(folder, 'signing-key.pem')),
    answer: (reading, nth) => vault.read(VAULT_NAME.answer(reading, nth)),
  };
}

/** Returns the public part of the key in a file; undefined if there is no file, as before the first sync. */
async function publicKeyAt(file: string): Promise<PublicKey | undefined> {
  try {
    const key = createPublicKey(await readFile(file));
    return publicKeyOf(key.export({ format: 'der', type: 'spki' }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
