import type { SignedCheckpoint } from '../log/checkpoint.ts';
import type { LogEntry, SyncEntry } from '../log/entry.ts';
import type { PublicKey } from '../log/signer.ts';
import { PACK_FILE, type PackFiles } from '../pack/pack-files.ts';
import { checkEarlier, checkRoot, checkSignatures, keysIn, newestCheckpoint } from './check-checkpoint.ts';
import { DocumentCheck, type OnEvidence } from './check-documents.ts';
import { checkLog } from './check-log.ts';
import { manifestIn } from './check-manifest.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkSums } from './check-sums.ts';
import { type Finding, Findings, type Note } from './finding.ts';

export interface VerifyOptions {
  /** The key that must have signed: a public key, or the id of a key of the pack. */
  key?: PublicKey | string | undefined;
  /** A checkpoint that the reader kept from before. */
  earlier?: SignedCheckpoint | undefined;
  /** Checks the documents of the syncs that started in this period; ISO 8601 in UTC, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** The time until which the log should reach if `to` is not given: now for a register. A pack has its own. */
  now: string;
  /** Called for each evidence document whose kept answers are there. */
  onEvidence?: ((found: Findings, ...evidence: Parameters<OnEvidence>) => Promise<void>) | undefined;
}

/** What verification found. */
export interface Verdict {
  intact: boolean;
  connection: string | null;
  size: number;
  /** The log's Merkle root, base64. */
  root: string;
  keyIds: readonly string[];
  /** How many syncs, evidence documents and answers were compared. */
  syncs: number;
  items: number;
  answers: number;
  from: string | null;
  to: string | null;
  findings: readonly Finding[];
  notes: readonly Note[];
}

/** Verifies a pack, or a register in the form of a pack: offline, and with its public keys alone. */
export async function verify(files: PackFiles, options: VerifyOptions): Promise<Verdict> {
  const found = new Findings();
  const names = new Set(await files.names());
  await checkSums(files, names, found);
  const keys = await keysIn(files, names, found);
  const trusted = typeof options.key === 'object' ? options.key.id : options.key;
  if (typeof options.key === 'object') keys.set(options.key.id, options.key);
  const checkpoint = await newestCheckpoint(files, names, found);
  const sizes = [checkpoint, options.earlier].flatMap((known) => known?.size ?? []);
  const log = await checkLog(files, names, sizes, found);
  if (checkpoint) {
    checkSignatures(checkpoint, keys, trusted, found);
    checkRoot(checkpoint, log, found);
  }
  if (options.earlier) checkEarlier(options.earlier, log, found);
  const manifest = await manifestIn(files, names, checkpoint, found);
  const from = options.from ?? manifest?.from;
  const to = options.to ?? manifest?.to;
  checkSchedule(log.entries, endOf(options.to) ?? manifest?.writtenAt ?? options.now, found);
  const check = new DocumentCheck(files, names, found);
  const { onEvidence } = options;
  for (const entry of log.entries) {
    if (entry.kind === 'annotation') await check.annotation(entry);
    if (entry.kind === 'sync' && (isWithin(entry, from, to) || names.has(PACK_FILE.run(entry.index))))
      await check.sync(entry, onEvidence && ((...evidence) => onEvidence(found, ...evidence)));
  }
  check.unlisted();
  return {
    intact: found.findings.length === 0,
    connection: connectionOf(log.entries),
    size: log.size,
    root: log.root.toString('base64'),
    keyIds: [...keys.keys()].toSorted(),
    ...check.counts,
    from: from ?? null,
    to: to ?? null,
    findings: found.findings,
    notes: found.notes,
  };
}

/** Compares as text, so that a day includes all its times. */
function isWithin({ startedAt }: SyncEntry, from: string | undefined, to: string | undefined): boolean {
  return (
    (from === undefined || startedAt >= from) && (to === undefined || startedAt.slice(0, to.length) <= to)
  );
}

/** Returns the end of a day, or the time itself. */
function endOf(to: string | undefined): string | undefined {
  return to?.length === 'YYYY-MM-DD'.length ? `${to}T23:59:59.999Z` : to;
}

function connectionOf(entries: readonly LogEntry[]): string | null {
  for (const entry of entries) if (entry.kind !== 'key') return entry.connection;
  return null;
}
