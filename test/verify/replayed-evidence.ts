import type { Collector } from '../../lib/collectors/collector.ts';
import type { Observation } from '../../lib/domain/observation.ts';
import { VAULT_NAME } from '../../lib/vault/vault.ts';
import { replay } from '../../lib/verify/replay.ts';
import { MemoryVault } from '../support/memory-log.ts';
import { type SandboxSetup, signedInSandbox } from '../support/signed-in-sandbox.ts';

export const ALERTS = '/v1.0/security/alerts_v2';

/** Reads a source, keeps its answers, and returns the document as it is stored. Rejects if the collector fails. */
export async function recorded(collector: Collector, setup: SandboxSetup = {}) {
  const vault = new MemoryVault();
  const { read } = await signedInSandbox({ ...setup, vault });
  const outcome = await read(collector);
  const observation = JSON.parse(JSON.stringify(outcome.observation)) as Observation;
  return { observation, vault };
}

/** Replays the evidence on what the vault has. */
export function replayed(
  collector: Collector,
  { observation, vault }: Awaited<ReturnType<typeof recorded>>,
  altered: Partial<Observation['provenance']> = {},
) {
  const provenance = { ...observation.provenance, ...altered };
  return replay(collector.id, { facts: observation.facts, provenance }, async (nth) => {
    const body = await vault.read(VAULT_NAME.answer(provenance.reading ?? '', nth));
    if (!body) throw new Error(`answer ${nth} is not in the vault`);
    return body;
  });
}

export const whole = { options: { keepWholeAlerts: true, includeUserNames: true } };
