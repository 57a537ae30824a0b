import { titleOf } from '../../lambdas/collectors/registry.ts';
import type { CollectionOutcome } from '../../lambdas/domain/collection-outcome.ts';
import type { ReadingProgress } from '../../lambdas/domain/reading-progress.ts';
import type { PermissionHint } from '../../lambdas/domain/session.ts';
import { SKIPPED_BECAUSE } from '../../lambdas/domain/skip-text.ts';
import type { SyncEvent, SyncPart } from '../deployment/sync-event.ts';

/** How a line is to be read, for its colour and mark. */
export type Mood = 'waiting' | 'good' | 'skipped' | 'bad' | 'note';

/** One line of progress: the same subject's next line replaces it where the output can do so. */
export interface ProgressLine {
  subject: string;
  mood: Mood;
  text: string;
}

const PARTS: Partial<Record<SyncPart, string>> = {
  'sign-in': 'Sign-in',
  register: 'Register',
  announcement: 'Announcement',
};

/** What an event of the sync says to a person; a line at the most for each subject. */
export function progressLines(event: SyncEvent): ProgressLine[] {
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
      const text = `rejected: ${sentence(message)} What to do: ${remedy}`;
      return [{ subject: 'Sign-in', mood: 'bad', text }];
    }
    case 'collecting':
      return [{ subject: titleOf(event.collector), mood: 'waiting', text: 'running' }];
    case 'reading':
      return [{ subject: titleOf(event.collector), mood: 'waiting', text: readingInWords(event.progress) }];
    case 'again':
      return [
        { subject: subjectOf(event.part), mood: 'waiting', text: `trying again: ${event.why.message}` },
      ];
    case 'outcome':
      return [{ subject: titleOf(event.outcome.collector), ...outcomeInWords(event.outcome) }];
    case 'recording':
      return [{ subject: 'Register', mood: 'waiting', text: 'recording' }];
    case 'recorded':
      return [{ subject: 'Register', mood: 'good', text: 'recorded' }];
  }
}

function subjectOf(part: SyncPart): string {
  return PARTS[part] ?? titleOf(part);
}

/** What the token says of the permissions, where it says that they are not as they should be. */
export function permissionLines(hint: PermissionHint | null): ProgressLine[] {
  if (!hint) return [];
  const missing = hint.missing.length > 0 ? [`not in the token: ${hint.missing.join(', ')}`] : [];
  const excessive = hint.excessive.length > 0 ? [`more than needed: ${hint.excessive.join(', ')}`] : [];
  const said = [...missing, ...excessive];
  return said.length > 0 ? [{ subject: 'Permissions', mood: 'note', text: said.join('; ') }] : [];
}

function readingInWords(progress: ReadingProgress): string {
  if (progress.kind === 'retry') {
    return `retrying in ${(progress.waitMs / 1_000).toFixed(1)} s: ${progress.why}`;
  }
  const { pages, items } = progress;
  return `running: ${count(pages, 'page')}, ${count(items, 'item')} so far`;
}

function outcomeInWords(outcome: CollectionOutcome): Pick<ProgressLine, 'mood' | 'text'> {
  if (outcome.outcome === 'collected') {
    const { observation } = outcome;
    const { pages, items, requests } = observation.provenance;
    const retried = requests > pages ? `, ${count(requests - pages, 'retry', 'retries')}` : '';
    const partly = observation.complete ? '' : `, partial: ${observation.missing.join('; ')}`;
    const text = `collected (${count(pages, 'page')}, ${count(items, 'item')}${retried})${partly}`;
    return { mood: 'good', text };
  }
  if (outcome.outcome === 'skipped') {
    return { mood: 'skipped', text: `skipped. ${SKIPPED_BECAUSE[outcome.reason]} ${outcome.remedy}` };
  }
  const { message, remedy } = outcome.error;
  return { mood: 'bad', text: `failed: ${sentence(message)} What to do: ${remedy}` };
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
