import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Signer } from '../../log/signer.ts';
import { localSigner } from './local-signer.ts';
import { writtenOnce } from './written-once.ts';

/** The key and the name with which a register on this machine seals its logs. */
export interface LocalSealing {
  signer: Signer;
  /** Returns the register's random id, by which its logs differ from those of other machines. */
  registerId: () => Promise<string>;
}

/** Returns the key and the id in the register's folder. Makes them when they are used first. */
export function localSealing(folder: string): LocalSealing {
  return {
    signer: localSigner(join(folder, 'signing-key.pem')),
    registerId: () => writtenOnce(join(folder, 'register-id'), randomUUID),
  };
}
