import { titleOf } from '../../collectors/registry.ts';
import type { SyncPart, SyncProgress } from '../../deployment/sync-progress.ts';
import type { CollectionOutcome } from '../../domain/collection-outcome.ts';
import { counted } from '../../domain/figure-text.ts';
import { unreadReason } from '../../domain/outcome-text.ts';
import { sentence } from '../../domain/plain-text.ts';
import type { ReadingProgress } from '../../domain/provenance.ts';
import { rejectionOf } from '../../domain/rejection.ts';
import type { PermissionHint } from '../../domain/session.ts';

/** The kind of a line, which decides its colour and mark. */
export type Mood = 'waiting' | 'good' | 'skipped' | 'bad' | 'note';

/** One line of progress. On a terminal, the next line of the same subject replaces it. */
export interface ProgressLine {
  subject: string;
  mood: Mood;
  text: string;
}

const PARTS: Partial<Record<SyncPart, string>> = {
  'sign-in': 'Sign-in',
  register: 'Register',
  log: 'Log',
  announcement: 'Announcement',
};

/** Returns the lines that show an event of the sync to a person, at most one for each subject. */
export function progressLines(event: SyncProgress): ProgressLine[] {
  switch (event.kind) {
    case 'workflow':
      return [{ subject: 'Workflow', mood: event.ready ? 'good' : 'waiting', text: event.text }];
    case 'signing-in':
      return [{ subject: 'Sign-in', mood: 'waiting', text: 'signing in' }];
    case 'signed-in':
      return [
        { subject: 'Sign-in', mood: 'good', text: `signed in to tenant ${event.tenantId}` },
        ...permissionLines(event.permissions),
      ];
    case 'sign-in-rejected': {
      const { message, remedy } = event.failure;
      const text = `${rejectionOf(event.failure).inWords}: ${sentence(message)} What to do: ${remedy}`;
      return [{ subject: 'Sign-in', mood: 'bad', text }];
    }
    case 'not-connected':
      return [{ subject: 'Sign-in', mood: 'skipped', text: 'not connected yet' }];
    case 'collecting':
      return [{ subject: titleOf(event.collector), mood: 'waiting', text: 'running' }];
    case 'reading':
      return [{ subject: titleOf(event.collector), mood: 'waiting', text: readingText(event.progress) }];
    case 'again':
      return [
        { subject: subjectOf(event.part), mood: 'waiting', text: `trying again: ${event.why.message}` },
      ];
    case 'outcome':
      return [{ subject: titleOf(event.outcome.collector), ...outcomeText(event.outcome) }];
    case 'recording':
      return [{ subject: 'Register', mood: 'waiting', text: 'recording' }];
    case 'recorded':
      return [{ subject: 'Register', mood: 'good', text: 'recorded' }];
  }
}

function subjectOf(part: SyncPart): string {
  return PARTS[part] ?? titleOf(part);
}

/** Returns a line if the token lacks permissions or has more than needed; no line otherwise. */
export function permissionLines(hint: PermissionHint | null): ProgressLine[] {
  if (!hint) return [];
  const missing = hint.missing.length > 0 ? [`not in the token: ${hint.missing.join(', ')}`] : [];
  const excessive = hint.excessive.length > 0 ? [`more than needed: ${hint.excessive.join(', ')}`] : [];
  const said = [...missing, ...excessive];
  return said.length > 0 ? [{ subject: 'Permissions', mood: 'note', text: said.join('; ') }] : [];
}

function readingText(progress: ReadingProgress): string {
  if (progress.kind === 'retry') {
    return `retrying in ${(progress.waitMs / 1_000).toFixed(1)} s: ${progress.why}`;
  }
  const { pages, items } = progress;
  return `running: ${counted(pages, 'page')}, ${counted(items, 'item')} so far`;
}

function outcomeText(outcome: CollectionOutcome): Pick<ProgressLine, 'mood' | 'text'> {
  const why = unreadReason(outcome);
  if (why) {
    const mood = outcome.outcome === 'skipped' ? 'skipped' : 'bad';
    return { mood, text: `${outcome.outcome}: ${sentence(why.message)} What to do: ${why.remedy}` };
  }
  if (outcome.outcome !== 'collected') throw new Error('An outcome is collected, skipped or failed');
  const { complete, missing, provenance } = outcome.observation;
  const { pages, items, requests } = provenance;
  const retried = requests > pages ? `, ${counted(requests - pages, 'retry', 'retries')}` : '';
  const partly = complete ? '' : `, partial: ${missing.join('; ')}`;
  return {
    mood: 'good',
    text: `collected (${counted(pages, 'page')}, ${counted(items, 'item')}${retried})${partly}`,
  };
}
