import { join } from 'node:path';
import { folderVault } from '../../vault/folder-vault.ts';
import type { Vault } from '../../vault/vault.ts';
import { makePrivateFolder } from './private-folder.ts';

/**
 * The vault of a register: the folder `vault` among its files, for this user only. Is made when something is put into it
 * first. `put` rejects with a LocalFault if the folder is refused.
 */
export function localVault(register: string): Vault {
  const folder = join(register, 'vault');
  const { put, read } = folderVault(folder);
  let made: Promise<void> | undefined;
  return {
    async put(name, content) {
      made ??= makePrivateFolder(folder);
      await made;
      await put(name, content);
    },
    read,
  };
}
