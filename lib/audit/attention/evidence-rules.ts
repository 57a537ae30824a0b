import { counted } from '../../domain/figure-text.ts';
import { sentence } from '../../domain/plain-text.ts';
import { rejectionOf } from '../../domain/rejection.ts';
import { HOUR, minuteOf } from '../../domain/time.ts';
import type { Tile } from '../tile.ts';
import type { JudgedItem, Judgement, Severity } from './item.ts';
import { portalOf } from './portals.ts';
import type { AttentionState } from './subject.ts';

/** Finds a connection whose newest sync could not sign in, or that has had no sync for twice its schedule's interval. */
export function judgeSyncs({ recentRuns, configured, staleAfterHours, asOf }: AttentionState): Judgement {
  const [newest] = recentRuns;
  const base = { rule: 'newest-sync', portal: null, severity: 'high' } as const;
  if (!configured) {
    const text = 'The connection is no longer synced.';
    const action = 'Add it to cdk.json again, or keep it for the record.';
    return { items: [{ ...base, severity: 'low', text, action, source: null }] };
  }
  if (!newest) {
    const action = 'Run a sync, and check the schedule.';
    return { items: [{ ...base, text: 'No sync is recorded.', action, source: null }] };
  }
  const { id, startedAt, error } = newest;
  const source = { collector: null, run: id, at: startedAt };
  const at = `${minuteOf(startedAt)} UTC`;
  const items: JudgedItem[] = [];
  if (error) {
    const { inWords } = rejectionOf(error);
    const text = `The newest sync (${at}) read nothing: ${inWords}, ${error.code ?? error.name}.`;
    items.push({ ...base, text, action: error.remedy, source });
  }
  if (asOf - Date.parse(startedAt) > staleAfterHours * HOUR) {
    const text = `There has been no sync since ${at}, for more than ${counted(staleAfterHours, 'hour')}.`;
    items.push({
      ...base,
      text,
      action: 'Check that the schedule is on and that its executions start.',
      source,
    });
  }
  return { items };
}

/** Finds evidence that failed, was skipped, was never read, is stale or is partial. */
export function judgeEvidence({ tiles, recentRuns, configured }: AttentionState): Judgement {
  const [newest] = recentRuns;
  if (!newest || !configured) return {};
  return { items: tiles.flatMap((tile) => stateOf(tile, newest) ?? []) };
}

function stateOf(tile: Tile, newest: { id: string; startedAt: string }): JudgedItem | undefined {
  const { collector, title, state, why, evidence } = tile;
  const last = evidence
    ? `the newest evidence is of ${minuteOf(evidence.collectedAt)} UTC`
    : 'it was never read';
  const item = (severity: Severity, text: string, action: string): JudgedItem => ({
    rule: `evidence-${state}`,
    severity,
    text: `${title}: ${text}`,
    action,
    source:
      evidence && !why
        ? { collector, run: evidence.run, at: evidence.collectedAt }
        : { collector: null, run: newest.id, at: newest.startedAt },
    portal: portalOf(collector, evidence?.provenance.endpoint),
  });
  switch (state) {
    case 'failed':
      return item(
        evidence && !tile.stale ? 'medium' : 'high',
        `the newest sync failed to read it (${why?.name ?? 'unknown'}); ${last}.`,
        why?.remedy ?? 'Look at the sync.',
      );
    case 'skipped':
      return item(
        why?.name === 'permission-missing' ? 'medium' : 'low',
        `skipped (${why?.name ?? 'unknown'}); ${last}.`,
        why?.remedy ?? 'Look at the sync.',
      );
    case 'never-read':
      return item('medium', 'never read.', 'Look at the newest sync, which did not reach it.');
    case 'stale':
      return item('medium', `stale; ${last}.`, 'Look at the syncs since then.');
    case 'partial':
      return item(
        'medium',
        `only a part was read: ${sentence(evidence?.missing.join('; ') ?? '')}`,
        'Read it again with the next sync. Until then, a zero can mean “not read”.',
      );
    default:
      return undefined;
  }
}
