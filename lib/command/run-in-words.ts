import { titleOf } from '../../lambdas/collectors/registry.ts';
import type { SyncRun } from '../../lambdas/domain/sync-run.ts';

/** What a sync did not collect, why, and what to do about it: a line each. */
export function notCollected({ outcomes, error }: SyncRun): string[] {
  const lines = outcomes.flatMap(({ collector, outcome, reason, remedy = '', error: failure }) => {
    if (outcome === 'collected') return [];
    return `${titleOf(collector)} ${outcome} (${reason ?? failure?.name}): ${failure?.remedy ?? remedy}`;
  });
  if (error) lines.push(`Sign-in rejected (${error.code ?? error.name}): ${error.remedy}`);
  return lines;
}

/** Which collectors of a sync collected; a line, or none. */
export function collected({ outcomes }: SyncRun): string[] {
  const titles = outcomes
    .filter(({ outcome }) => outcome === 'collected')
    .map((one) => titleOf(one.collector));
  return titles.length > 0 ? [`Collected: ${titles.join(', ')}`] : [];
}

/** How many evidence items a sync added, in words. */
export function collectedInWords({ outcomes }: SyncRun): string {
  const count = outcomes.filter(({ outcome }) => outcome === 'collected').length;
  return `${count} evidence ${count === 1 ? 'item' : 'items'}`;
}
