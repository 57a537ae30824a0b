import type { CheckpointSeen } from '../domain/checkpoint-seen.ts';
import { RegisterItemDamaged } from '../domain/errors.ts';
import type { StoredEntry } from '../log/append.ts';
import { type Checkpoint, checkpointIn, seenCheckpoint, signCheckpoint } from '../log/checkpoint.ts';
import { sha256Of } from '../log/document.ts';
import type { AnnotationEntry } from '../log/entry.ts';
import { rootOf } from '../log/merkle.ts';
import { VAULT_NAME } from '../vault/vault.ts';
import type { SealPorts } from './seal-ports.ts';
import { entryOf, type SealedLog } from './sealed-log.ts';

/**
 * Signs the log as it is now, unless the checkpoint of this day is enough, and keeps what is not in the vault. Returns the
 * newest checkpoint.
 */
export async function signLog(
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
  if (isEnough) return signed ? seenCheckpoint(signed) : null;
  const { size } = newest.tree;
  const checkpoint = { origin: entryOf(newest).origin, size, root: rootOf(newest.tree) };
  const note = await signCheckpoint(checkpoint, [ports.signer]);
  await ports.vault.put(VAULT_NAME.checkpoint(connection, size, note), Buffer.from(note));
  // Last, so that a checkpoint in the register says that the vault has all that it covers.
  await checkpoints.put(size, note);
  const written = checkpointIn(note);
  return written ? seenCheckpoint(written) : null;
}

/** Puts an entry and its documents into the vault, all at once. */
async function keep(connection: string, { index, text }: StoredEntry, ports: SealPorts): Promise<void> {
  const entry = entryOf({ text });
  const documents: [name: string, text: string][] = [];
  if (entry.kind === 'sync') {
    const { run, evidence } = await ports.recorded(connection, entry.run);
    const items = evidence.map(({ value, text }) => [value.collector, text] as const);
    for (const [name, document] of [['run', run.text] as const, ...items])
      documents.push([VAULT_NAME.document(connection, index, name), document]);
  }
  if (entry.kind === 'annotation') {
    const document = await sealedAnnotation(connection, entry, ports);
    documents.push([VAULT_NAME.document(connection, index, 'annotation'), document]);
  }
  const contents = [...documents, [VAULT_NAME.entry(connection, index), text] as const];
  await Promise.all(contents.map(([name, content]) => ports.vault.put(name, Buffer.from(content))));
}

/** Returns the document that an entry seals. Throws RegisterItemDamaged if the register no longer has it. */
async function sealedAnnotation(
  connection: string,
  { index, sha256 }: AnnotationEntry,
  { annotations }: SealPorts,
): Promise<string> {
  const found = (await annotations(connection)).find(({ text }) => sha256Of(text) === sha256);
  if (found) return found.text;
  throw new RegisterItemDamaged(
    `The annotation that entry ${index} of the log seals is not in the register as it was written`,
    {
      remedy:
        'Only m365-evidence may write to the table: find out who else did. Restore the table to a time before that.',
    },
  );
}

/** Whether one checkpoint a day is enough, and the last one was signed today (UTC). */
async function isSignedToday({ size }: Checkpoint, log: SealedLog, ports: SealPorts): Promise<boolean> {
  if (ports.checkpointEvery === 'sync') return false;
  const [last] = await log.entriesFrom(size - 1);
  const today = new Date(ports.clock.now()).toISOString().slice(0, 10);
  return last !== undefined && entryOf(last).sealedAt.slice(0, 10) >= today;
}
