import type { Clock } from '../../domain/clock.ts';
import type { SandboxName } from '../../domain/sandbox.ts';
import { softwareName } from '../../installation/software.ts';
import type { RegisterTable } from '../../register/register-client.ts';
import { registerSealing } from '../../register/register-sealing.ts';
import type { SealPorts } from '../../sync/seal-ports.ts';
import type { Vault } from '../../vault/vault.ts';
import type { LocalSealing } from './local-sealing.ts';

interface SealedPlace {
  register: RegisterTable;
  sealing: LocalSealing;
  vault: Vault;
  /** The longest pause of the schedule in milliseconds; undefined if nothing is scheduled. */
  longestPause?: number | undefined;
  clock: Clock;
  sandbox: SandboxName | undefined;
}

/** Returns what sealing needs on this machine. Each sync is signed. */
export async function localSealPorts(place: SealedPlace): Promise<SealPorts> {
  const { register, sealing, vault, longestPause, clock, sandbox } = place;
  const id = await sealing.registerId();
  return {
    ...registerSealing(register),
    vault,
    signer: sealing.signer,
    origin: (connection) => `m365-evidence/local/${id}/${connection}`,
    longestPause: async () => longestPause,
    clock,
    software: softwareName(),
    checkpointEvery: 'sync',
    sandbox,
  };
}
