import * as z from 'zod/mini';
import { counted } from './figure-text.ts';
import type { ChangeKind, SyncChange } from './sync-change.ts';
import type { SyncRun } from './sync-run.ts';
import { minuteOf } from './time.ts';

/**
 * The text of a mail or a chat message about a sync: one line each. EventBridge does not escape what it puts into a
 * message, so no line has quotes, backslashes, angle brackets or line breaks.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export const SyncNotice = z.object({
  title: z.string(),
  sync: z.string(),
  thresholds: z.string(),
  figures: z.string(),
  details: z.string(),
  readings: z.string(),
});
export type SyncNotice = z.infer<typeof SyncNotice>;

/** Most changes in a line, so that a message stays readable. */
const MOST_CHANGES = 10;
const LONGEST_LINE = 1_500;

const UNSAFE = /["\\<>\p{Cc}]+/gu;

/** Returns the notice of a sync, even if nothing changed. */
export function syncNotice(run: SyncRun, changes: readonly SyncChange[]): SyncNotice {
  const of = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).map(({ text }) => text);
  const listed = (heading: string, kind: ChangeKind) =>
    line(`${heading}: ${list(of(kind), run.status === 'rejected' ? 'nothing was read' : 'no change')}.`);
  const status = list(of('sync'), run.status === 'rejected' ? 'still rejected' : run.status);
  return {
    title: line(`${fictional(run)}m365-evidence, connection ${run.connection}: ${summary(changes)}.`),
    sync: line(`Sync of ${minuteOf(run.startedAt)} UTC: ${status}.`),
    thresholds: listed('Thresholds', 'threshold'),
    figures: listed('Figures', 'figure'),
    details: listed('Details', 'detail'),
    readings: listed('Readings', 'reading'),
  };
}

function fictional({ sandbox }: SyncRun): string {
  return sandbox === undefined ? '' : 'Sandbox tenant, fictional data. ';
}

function summary(changes: readonly SyncChange[]): string {
  if (changes.length === 0) return 'no change';
  const crossed = changes.filter(({ kind }) => kind === 'threshold').length;
  const others = changes.length - crossed;
  return [
    ...(crossed > 0 ? [`${counted(crossed, 'threshold')} crossed`] : []),
    ...(others > 0 ? [counted(others, 'change')] : []),
  ].join(', ');
}

function list(texts: readonly string[], none: string): string {
  if (texts.length === 0) return none;
  const more = texts.length - MOST_CHANGES;
  return [...texts.slice(0, MOST_CHANGES), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function line(text: string): string {
  const safe = text.replaceAll(UNSAFE, ' ');
  return safe.length > LONGEST_LINE ? `${safe.slice(0, LONGEST_LINE - 1)}…` : safe;
}
