import * as z from 'zod/mini';
import type { Clock } from '../domain/clock.ts';
import type { LogStore, StoredEntry } from '../log/append.ts';
import { type Checkpoint, checkpointIn, type SignedCheckpoint, signCheckpoint } from '../log/checkpoint.ts';
import { rootOf } from '../log/merkle.ts';
import type { Signer } from '../log/signer.ts';
import { VAULT_NAME, type Vault } from '../vault/vault.ts';
import { entryOf, SealedLog } from './sealed-log.ts';
import type { RecordedSync } from './sync-entry.ts';

/** The output of the recording step. */
const SealRequest = z.object({ run: z.string(), connection: z.nullable(z.string()) });

/** The newest checkpoint of a log, as people see it. */
export const CheckpointSeen = z.object({
  size: z.number(),
  /** The Merkle root, base64. */
  root: z.string(),
  /** The id of the key that signed, 8 hexadecimal digits. */
  keyId: z.string(),
});
export type CheckpointSeen = z.infer<typeof CheckpointSeen>;

/** The signed checkpoints of one log. */
export interface CheckpointStore {
  /** Returns the newest signed note, if there is one. */
  newest: () => Promise<string | undefined>;
  /** Writes a signed note. Keeps the first one of each size. */
  put: (size: number, note: string) => Promise<void>;
}

export interface SealPorts {
  log: (connection: string) => LogStore;
  checkpoints: (connection: string) => CheckpointStore;
  /** Returns the ids of the recorded runs that started at or after a time, the oldest first. */
  runsSince: (connection: string, since: string) => AsyncIterable<string>;
  /** Returns a recorded sync. Rejects if its run or a part of its evidence is not in the register. */
  recorded: (connection: string, run: string) => Promise<RecordedSync>;
  /** Returns the log's name: `m365-evidence/<account>/<region>/<stack>/<connection>`. */
  origin: (connection: string) => string;
  /** Returns when the next scheduled sync should have started at the latest; null if nothing is scheduled. */
  nextDueBy: (connection: string, startedAt: string) => Promise<string | null>;
  signer: Signer;
  vault: Vault;
  clock: Pick<Clock, 'now'>;
  /** The product's name, version and, if known, commit. */
  software: string;
  /** Whether each sync is signed, or the first of each day (UTC). */
  checkpointEvery: 'sync' | 'day';
}

/**
 * Seals a sync: appends it to its connection's log, signs the log, and puts what is signed into the vault. Seals the runs
 * that an earlier sync failed to seal, first. A repetition seals nothing twice.
 */
export function sealSync(ports: SealPorts) {
  return async (request: unknown): Promise<CheckpointSeen | null> => {
    const { connection } = SealRequest.parse(request);
    // A sync that names no connection is not recorded, so there is nothing to seal.
    if (connection === null) return null;
    const log = new SealedLog(ports.log(connection));
    const sealed: StoredEntry[] = [];
    for (const run of await unsealedRuns(connection, log, ports))
      sealed.push(...(await sealRun(connection, run, log, ports)));
    return await signLog(connection, log, sealed, ports);
  };
}

async function unsealedRuns(connection: string, log: SealedLog, { runsSince }: SealPorts): Promise<string[]> {
  const since = await log.openSince();
  const sealed = await log.runsSince(since);
  const recorded = await Array.fromAsync(runsSince(connection, since));
  return recorded.filter((run) => !sealed.has(run));
}

/** Returns the new entry; none if another execution has sealed the run in the meantime. */
async function sealRun(
  connection: string,
  run: string,
  log: SealedLog,
  ports: SealPorts,
): Promise<StoredEntry[]> {
  const { recorded, origin, nextDueBy, software, clock } = ports;
  const sync = await recorded(connection, run);
  const terms = {
    origin: origin(connection),
    nextDueBy: await nextDueBy(connection, sync.run.value.startedAt),
    software,
  };
  const stored = await log.seal(sync, terms, () => clock.now());
  return stored ? [stored] : [];
}

/** Puts an entry and its documents into the vault. */
async function keep(connection: string, { index, text }: StoredEntry, ports: SealPorts): Promise<void> {
  const entry = entryOf({ text });
  const put = (name: string, content: string) => ports.vault.put(name, Buffer.from(content));
  if (entry.kind === 'sync') {
    const { run, evidence } = await ports.recorded(connection, entry.run);
    await put(VAULT_NAME.document(connection, index, 'run'), run.text);
    for (const { value, text } of evidence)
      await put(VAULT_NAME.document(connection, index, value.collector), text);
  }
  await put(VAULT_NAME.entry(connection, index), text);
}

/**
 * Signs the log as it is now, unless the checkpoint of this day is enough, and keeps what is not in the vault. Returns the
 * newest checkpoint.
 */
async function signLog(
  connection: string,
  log: SealedLog,
  sealed: readonly StoredEntry[],
  ports: SealPorts,
): Promise<CheckpointSeen | null> {
  const checkpoints = ports.checkpoints(connection);
  const signed = checkpointIn((await checkpoints.newest()) ?? '');
  const unsigned = await log.entriesFrom(signed?.size ?? 0);
  const newest = unsigned.at(-1);
  const isEnough = !newest || (signed && (await isSignedToday(signed, log, ports)));
  // Before a signature, keeps all that it covers: an earlier sync may have ended before its entry was kept.
  for (const entry of isEnough ? sealed : unsigned) await keep(connection, entry, ports);
  if (isEnough) return signed ? seen(signed) : null;
  const { size } = newest.tree;
  const checkpoint = { origin: ports.origin(connection), size, root: rootOf(newest.tree) };
  const note = await signCheckpoint(checkpoint, [ports.signer]);
  await ports.vault.put(VAULT_NAME.checkpoint(connection, size, note), Buffer.from(note));
  // Last, so that a checkpoint in the register says that the vault has all that it covers.
  await checkpoints.put(size, note);
  const written = checkpointIn(note);
  return written ? seen(written) : null;
}

/** Whether one checkpoint a day is enough, and the last one was signed today (UTC). */
async function isSignedToday({ size }: Checkpoint, log: SealedLog, ports: SealPorts): Promise<boolean> {
  if (ports.checkpointEvery === 'sync') return false;
  const [last] = await log.entriesFrom(size - 1);
  const today = new Date(ports.clock.now()).toISOString().slice(0, 10);
  return last !== undefined && entryOf(last).sealedAt.slice(0, 10) >= today;
}

function seen({ size, root, signatures: [signature] }: SignedCheckpoint): CheckpointSeen {
  return { size, root: root.toString('base64'), keyId: signature?.keyId ?? '' };
}
