import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { localSigner } from '../../lib/deployment/on-laptop/local-signer.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import { DAY, HOUR } from '../../lib/domain/time.ts';
import { sha256Of } from '../../lib/log/document.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import type { RegisterTable } from '../../lib/register/register-client.ts';
import { registerSealing } from '../../lib/register/register-sealing.ts';
import { sealSync } from '../../lib/sync/seal-sync.ts';
import { folderVault } from '../../lib/vault/folder-vault.ts';
import { VAULT_NAME, type Vault } from '../../lib/vault/vault.ts';
import { type History, sandboxSyncs } from './sandbox-syncs.ts';

/** Fills a register's folder with daily syncs that are sealed and whose answers are kept, as a sync on this machine does. */
export async function recordSealedHistory(folder: string, history: History): Promise<void> {
  const register = await openLocalRegister(folder);
  try {
    const vault = folderVault(join(folder, 'vault'));
    let now = 0;
    const seal = sealSync({
      ...sealPorts(register),
      signer: localSigner(join(folder, 'signing-key.pem')),
      vault,
      clock: { now: () => now },
    });
    for (const { run, evidence } of await sandboxSyncs(history)) {
      const kept = await Promise.all(evidence.map((item) => keepAnswers(item, vault)));
      await appendSync(register, run, kept);
      now = Date.parse(run.endedAt);
      await seal({ run: run.id, connection: run.connection });
    }
  } finally {
    await register.close();
  }
}

function sealPorts(register: RegisterTable) {
  return {
    ...registerSealing(register),
    origin: (connection: string) => `m365-evidence/local/4f1c/${connection}`,
    nextDueBy: async (_: string, startedAt: string) =>
      new Date(Date.parse(startedAt) + DAY + 2 * HOUR).toISOString(),
    longestPause: async () => DAY,
    software: 'm365-evidence test',
    checkpointEvery: 'sync' as const,
  };
}

/** Keeps two answers in the vault, and returns the evidence as if it was made from them. */
async function keepAnswers(item: Evidence, vault: Vault): Promise<Evidence> {
  const reading = randomUUID();
  const bodies = [`{"value":[{"id":"${item.id}"}]}`, '{"value":[]}'];
  for (const [n, body] of bodies.entries())
    await vault.put(VAULT_NAME.answer(reading, n + 1), Buffer.from(body));
  const hashes = bodies.map((body) => sha256Of(body));
  const [first] = item.provenance.answers;
  const provenance = {
    ...item.provenance,
    sha256: createHash('sha256').update(hashes.join('')).digest('hex'),
    reading,
    answersKept: true,
    answers: first ? hashes.map((sha256) => ({ ...first, sha256 })) : [],
    answersOmitted: 0,
  };
  return { ...item, provenance };
}
