import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { localSealing } from '../../lib/deployment/on-laptop/local-sealing.ts';
import { syncLocally } from '../../lib/deployment/on-laptop/local-sync.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import { STATE } from '../../lib/sync/workflow-terms.ts';
import { folderVault } from '../../lib/vault/folder-vault.ts';
import type { Vault } from '../../lib/vault/vault.ts';
import { median } from './median.ts';
import { limitedRow, type Row } from './row.ts';

/** What a sync asks of AWS. */
interface Requests {
  transitions: number;
  /** Puts of the register, and the write units (kB begun) that they take. */
  writes: number;
  units: number;
  /** Puts of the vault. */
  puts: number;
  signs: number;
}

/** Version 0.1.0, which had neither vault nor log: counted in the same way on the healthy tenant. */
const BEFORE: Requests = { transitions: 10, writes: 18, units: 28, puts: 0, signs: 0 };

/** Dollars in us-east-1, November 2026: state transition, write unit, S3 put, signature, KMS request, Lambda invocation. */
const PRICE = { transitions: 25e-6, units: 0.625e-6, puts: 5e-6, signs: 15e-6, unseals: 3e-6, calls: 0.2e-6 };

const TIMES = 7;
/** Seconds that sealing may add to a local sync. */
const LIMIT = 0.3;

/** Counts what a sync of the healthy sandbox tenant asks of AWS, and measures how long sealing takes on this machine. */
export async function syncCost(folder: string): Promise<Row[]> {
  const base = join(folder, 'cost');
  await mkdir(base, { mode: 0o700 });
  const register = await openLocalRegister(base);
  let asked: Requests = { transitions: 0, writes: 0, units: 0, puts: 0, signs: 0 };
  register.client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'PutItemCommand') {
          asked.writes += 1;
          const { Item } = args.input as { Item?: object };
          asked.units += Math.ceil(JSON.stringify(Item).length / 1024);
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  const { signer, registerId } = localSealing(base);
  const sealing = {
    registerId,
    signer: {
      ...signer,
      sign(text: string) {
        asked.signs += 1;
        return signer.sign(text);
      },
    },
  };
  const files = folderVault(join(base, 'vault'));
  const vault: Vault = {
    ...files,
    put(...what) {
      asked.puts += 1;
      return files.put(...what);
    },
  };
  const { tenant, secret } = sandboxTenant('healthy', systemClock.now());
  const sandbox = await startSandbox({ tenant, clock: systemClock });
  const seals: number[] = [];
  // The first sync also names its connection and makes the key.
  for (let time = 0; time <= TIMES; time++) {
    asked = { transitions: 0, writes: 0, units: 0, puts: 0, signs: 0 };
    let began = 0;
    const { recorded } = await syncLocally({
      input: { connection: 'default' },
      connections: async () => [{ name: 'default', secret: 'sandbox', cloud: 'global', options: {} }],
      secrets: async () => JSON.stringify(secret),
      openTransport: () => openSandboxTransport(sandbox.port),
      sandbox: 'healthy',
      register,
      sealing,
      vault,
      clock: systemClock,
      onEngineEvent: (event) => {
        if (!('state' in event) || !event.type.endsWith('StateEntered')) {
          if (
            'state' in event &&
            event.state.name === STATE.seal &&
            event.type.endsWith('Exited') &&
            time > 0
          )
            seals.push((performance.now() - began) / 1_000);
          return;
        }
        asked.transitions += 1;
        if (event.state.name === STATE.seal) began = performance.now();
      },
    });
    if (recorded?.status !== 'complete') throw new Error(`The sync ended ${recorded?.status}`);
  }
  await sandbox.close();
  await register.close();
  const seconds = median(seals);
  return [
    { what: 'AWS requests of a sync', value: textOf(asked) },
    { what: 'Before the log and the vault', value: textOf(BEFORE) },
    limitedRow(
      'Sealing a local sync, of 0.3 s',
      `${(seconds * 1_000).toFixed(0)} ms (median of ${TIMES})`,
      seconds / LIMIT,
      1,
    ),
  ];
}

/** Each sync also seals a token once and unseals it for each collector. */
function textOf({ transitions, writes, units, puts, signs }: Requests): string {
  const calls = COLLECTORS.length + (signs > 0 ? 4 : 3);
  const dollars =
    transitions * PRICE.transitions +
    units * PRICE.units +
    puts * PRICE.puts +
    signs * PRICE.signs +
    (COLLECTORS.length + 1) * PRICE.unseals +
    calls * PRICE.calls;
  return `${transitions} transitions, ${writes} writes (${units} units), ${puts} vault puts, ${signs} signatures: $${(dollars * 1_000).toFixed(2)} per 1,000 syncs`;
}
