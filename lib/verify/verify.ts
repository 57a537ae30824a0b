import type { Period } from '../domain/period.ts';
import type { SignedCheckpoint } from '../log/checkpoint.ts';
import type { LogEntry } from '../log/entry.ts';
import { PACK_FILE, type PackFiles } from '../pack/pack-files.ts';
import { isInPeriod } from '../pack/pack-period.ts';
import {
  checkEarlier,
  checkRoot,
  checkSignatures,
  keysIn,
  newestCheckpoint,
  type TrustedKey,
} from './check-checkpoint.ts';
import { DocumentCheck, type OnEvidence } from './check-documents.ts';
import { checkLog } from './check-log.ts';
import { manifestIn } from './check-manifest.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkSums } from './check-sums.ts';
import { CheckedFiles } from './checked-files.ts';
import { type Finding, Findings, type Note } from './finding.ts';

export interface VerifyOptions {
  key?: TrustedKey | undefined;
  /** A checkpoint that the reader kept from before. */
  earlier?: SignedCheckpoint | undefined;
  /** Checks the documents of the syncs that started in this period; ISO 8601 in UTC, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** The time until which the log should reach if `to` is not given: now for a register. A pack has its own. */
  now: string;
  /** Whether to fold the kept answers again with the same collectors, and to compare the facts. */
  replay?: boolean | undefined;
}

/** What verification found. */
export interface Verdict {
  intact: boolean;
  connection: string | null;
  size: number;
  /** The log's Merkle root, base64. */
  root: string;
  /** The known keys that signed the checkpoint. */
  keyIds: readonly string[];
  /** How many syncs, evidence documents and answers were compared. */
  syncs: number;
  items: number;
  answers: number;
  /** How many annotations have the SHA-256 that the log gives them. */
  annotations: number;
  from: string | null;
  to: string | null;
  findings: readonly Finding[];
  notes: readonly Note[];
}

/** Verifies a pack, or a register in the form of a pack: offline, and with its public keys alone. */
export async function verify(pack: PackFiles, options: VerifyOptions): Promise<Verdict> {
  const found = new Findings();
  const files = await CheckedFiles.of(pack, found);
  await checkSums(files, found);
  const keys = await keysIn(files, found);
  if (typeof options.key === 'object') keys.set(options.key.id, options.key);
  const checkpoint = await newestCheckpoint(files, found);
  const sizes = [checkpoint, options.earlier].flatMap((known) => known?.size ?? []);
  const log = await checkLog(files, sizes, found);
  const signers = checkpoint ? checkSignatures(checkpoint, keys, options.key, found) : [];
  if (checkpoint) checkRoot(checkpoint, log, found);
  if (options.earlier) checkEarlier(options.earlier, keys, log, found);
  const connection = connectionOf(log.entries);
  const manifest = await manifestIn(files, { checkpoint, connection }, found);
  const period = { from: options.from ?? manifest?.from, to: options.to ?? manifest?.to };
  checkSchedule(log.entries, endOf(options.to) ?? manifest?.writtenAt ?? options.now, found);
  const periods = [options, manifest ?? {}];
  // Only replaying needs the collectors.
  const onEvidence = options.replay
    ? (await import('./check-replay.ts')).replayCheck(files, found)
    : undefined;
  const counts = await checkDocuments(files, log.entries, periods, onEvidence, found);
  return {
    intact: found.findings.length === 0,
    connection: connection ?? manifest?.connection ?? null,
    size: log.size,
    root: log.root.toString('base64'),
    keyIds: signers,
    ...counts,
    from: period.from ?? null,
    to: period.to ?? null,
    findings: found.findings,
    notes: found.notes,
  };
}

/** Compares the documents of the syncs in all of the periods, and of all syncs whose documents are there. */
async function checkDocuments(
  files: CheckedFiles,
  entries: readonly LogEntry[],
  periods: readonly Period[],
  onEvidence: OnEvidence | undefined,
  found: Findings,
): Promise<DocumentCheck['counts']> {
  const check = new DocumentCheck(files, found);
  for (const entry of entries) {
    if (entry.kind === 'annotation') await check.annotation(entry);
    if (entry.kind !== 'sync') continue;
    const isAsked = periods.every((period) => isInPeriod(entry.startedAt, period));
    if (isAsked || files.names.has(PACK_FILE.run(entry.index))) await check.sync(entry, onEvidence);
  }
  check.unlisted();
  return check.counts;
}

/** Returns the end of a day, or the time itself. */
function endOf(to: string | undefined): string | undefined {
  return to?.length === 'YYYY-MM-DD'.length ? `${to}T23:59:59.999Z` : to;
}

function connectionOf(entries: readonly LogEntry[]): string | null {
  for (const entry of entries) if (entry.kind !== 'key') return entry.connection;
  return null;
}

/** Returns the verdict on a ZIP that cannot be opened: it was altered. */
export function damagedVerdict(file: string, { message }: Error): Verdict {
  const found = new Findings();
  found.add('tampered', `The ZIP is damaged: ${message}`, { file });
  const nothing = { syncs: 0, items: 0, answers: 0, annotations: 0, from: null, to: null };
  const { findings, notes } = found;
  return { intact: false, connection: null, size: 0, root: '', keyIds: [], ...nothing, findings, notes };
}
