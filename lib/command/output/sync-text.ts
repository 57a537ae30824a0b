import { figuresOf } from '../../collectors/registry.ts';
import type { CheckpointSeen } from '../../domain/checkpoint-seen.ts';
import { counted } from '../../domain/figure-text.ts';
import { type Comparison, compare, type SyncReview } from '../../domain/sync-review.ts';
import type { SyncRun } from '../../domain/sync-run.ts';
import { changesText, notComparedText } from './changes-text.ts';
import { evidenceTable } from './evidence-table.ts';
import { permissionLines } from './progress-view.ts';
import { type Storing, urgentRenewal } from './renewal.ts';
import { collectedText, notCollected } from './run-text.ts';
import { sandboxFooter, withSandboxFooter } from './sandbox-mark.ts';
import { isTerminal, wrapped } from './terminal.ts';

/** What the summary of a sync ends with. */
export interface SyncFooter {
  /** The folder of the register on this machine; undefined on AWS. */
  folder: string | undefined;
  /** The newest checkpoint of the connection's log; null if nothing is sealed yet. */
  checkpoint: CheckpointSeen | null;
  /** How a renewed credential is stored. */
  storing?: Storing | undefined;
}

/** Returns the summary of a sync: its evidence, what it did not collect, what changed, and the footer. */
export function syncText(review: SyncReview, { folder, checkpoint, storing }: SyncFooter): string {
  const { run, evidence, previousRun } = review;
  const missed = notCollected(run).map((line) => wrapped(line));
  const before = previousRun
    ? `after the sync of ${previousRun.startedAt}`
    : 'the first sync of this connection';
  return [
    evidence.length > 0 ? `${isTerminal() ? '\n' : ''}${evidenceTable(evidence)}` : '',
    ...(missed.length > 0 ? [...missed, ''] : []),
    ...warnings(run, storing),
    ...(previousRun ? [...changes(review), ''] : []),
    wrapped(`Sync ${run.status}: ${collectedText(run)} added to the register (${before}).`),
    ...(checkpoint ? [sealedText(checkpoint)] : []),
    ...(folder ? [`Register: ${folder}`] : []),
    sandboxFooter([run]),
  ].join('\n');
}

function sealedText({ size, root, keyId }: CheckpointSeen): string {
  return wrapped(`Sealed: ${counted(size, 'entry', 'entries')}, root ${root}, key ${keyId}`);
}

/** Returns only the evidence of a sync, as a table; empty without evidence. */
export function syncRows({ run, evidence }: Pick<SyncReview, 'run' | 'evidence'>): string {
  if (evidence.length === 0) return '';
  return withSandboxFooter(evidenceTable(evidence), [run]);
}

/** Returns a line for each collector that failed, or for a rejected sign-in; empty if the sync is complete. */
export function failuresText(run: SyncRun): string {
  const outcomes = run.outcomes.filter(({ outcome }) => outcome === 'failed');
  return notCollected({ ...run, outcomes })
    .map((line) => `${wrapped(line)}\n`)
    .join('');
}

function changes(review: SyncReview): string[] {
  const comparisons = compare(review, figuresOf);
  const lists = changesText(comparisons, review.previousRun?.id);
  return [
    ...notComparedText(comparisons).map((line) => wrapped(line)),
    ...(lists.length === 0 ? [unchanged(review, comparisons)] : []),
    ...lists.flatMap(({ heading, changes }) => [
      wrapped(heading),
      ...changes.map((line) => wrapped(line, '  ')),
    ]),
  ];
}

/** Returns a sentence that says how far nothing changed: evidence that was not read may have changed. */
function unchanged(review: SyncReview, comparisons: readonly Comparison[]): string {
  const compared = comparisons.flatMap(({ evidence }) => evidence ?? []);
  if (compared.length === 0) return 'What changed is not known: nothing can be compared.';
  if (compared.length < review.run.outcomes.length) return 'Nothing changed in what can be compared.';
  const before = compared.every(({ earlier }) => earlier.run === review.previousRun?.id);
  return `Nothing changed since ${before ? 'the previous sync' : 'the last complete reading of each'}.`;
}

/** Returns warnings that do not stop a sync: missing or excessive permissions, and an urgent renewal of the client secret. */
function warnings(
  { permissions, credential: kind, clientSecretExpires: expires, endedAt }: SyncRun,
  storing: Storing | undefined,
): string[] {
  const hint = permissionLines(permissions ?? null).map(({ subject, text }) => `${subject}: ${text}.`);
  const excessive = (permissions?.excessive ?? []).length > 0;
  const remedy = excessive ? ['Remove the permissions that are not needed from the app registration.'] : [];
  const renewal = urgentRenewal({ kind, expires }, Date.parse(endedAt), storing);
  const lines = [[...hint, ...remedy].join(' '), renewal ?? ''].filter(Boolean).map((line) => wrapped(line));
  return lines.length > 0 ? [...lines, ''] : [];
}
