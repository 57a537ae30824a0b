import { secureScore } from '../../../lib/collectors/secure-score/collector.ts';
import { MemoryVault } from '../../support/memory-log.ts';
import { type SandboxSetup, signedInSandbox } from '../../support/signed-in-sandbox.ts';

export const PATH = '/v1.0/security/secureScoreControlProfiles';
export const NEXT = { '@odata.nextLink': `https://graph.microsoft.com${PATH}?$skiptoken=2` };
export const control = (controlName: string | null, score: number, more: object = {}) => ({
  controlName,
  controlCategory: 'Identity',
  score,
  ...more,
});
export const profile = (id: string, more: object = {}) => ({
  id,
  title: `Title of ${id}`,
  maxScore: 10,
  actionUrl: `https://entra.microsoft.com/${id}`,
  controlCategory: 'Identity',
  ...more,
});

/** Reads a score with these controls from a tenant with these profiles. */
export async function read(
  controlScores: readonly object[],
  profiles: readonly object[],
  setup: SandboxSetup = {},
) {
  const score = { createdDateTime: '2026-11-22T00:00:00Z', currentScore: 33, maxScore: 90, controlScores };
  const vault = new MemoryVault();
  const sandbox = await signedInSandbox({
    ...setup,
    vault,
    data: { '/security/secureScores': [score], '/security/secureScoreControlProfiles': profiles },
  });
  const { observation } = await sandbox.read(secureScore);
  return { ...observation, sandbox, vault };
}

export const actionsIn = ({ facts }: { facts: object }) =>
  (facts as { improvementActions: Record<string, unknown>[] }).improvementActions;
