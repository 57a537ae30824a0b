import { type LogEntry, logEntryIn } from '../log/entry.ts';
import { EMPTY_TREE, type MerkleTree, rootOf, withEntry } from '../log/merkle.ts';
import { publicKeyOf } from '../log/signer.ts';
import { PACK_FILE } from '../pack/pack-files.ts';
import type { CheckedFiles } from './checked-files.ts';
import type { Findings } from './finding.ts';

/** A log as it was read: its readable entries, and its root after each size that was asked for. */
export interface ReadLog {
  entries: readonly LogEntry[];
  /** Entries from the first one to the first that is missing, readable or not. */
  size: number;
  root: Buffer;
  /** Size to root, for the sizes that were asked for and reached. */
  rootAt: ReadonlyMap<number, Buffer>;
}

const ENTRY_NAME = /^log\/(?<index>\d{12})\.json$/;

/** Reads every entry in the order of the log, and checks its form and place. Notes the root at the sizes of `sizes`. */
export async function checkLog(
  files: CheckedFiles,
  sizes: readonly number[],
  found: Findings,
): Promise<ReadLog> {
  const indexes = [...files.names].flatMap((name) => ENTRY_NAME.exec(name)?.groups?.index ?? []);
  const entries: LogEntry[] = [];
  const rootAt = new Map<number, Buffer>();
  const noteRoot = (grown: MerkleTree) => sizes.includes(grown.size) && rootAt.set(grown.size, rootOf(grown));
  let tree = EMPTY_TREE;
  let next = 0;
  noteRoot(tree);
  for (const index of indexes.map(Number).toSorted((one, other) => one - other)) {
    const bytes = await files.read(PACK_FILE.entry(index));
    if (!bytes) continue;
    if (index > next) missing(next, index - 1, found);
    // After a missing entry there is no root to compare with, but the documents of the others can be checked.
    if (index === tree.size) {
      tree = withEntry(tree, bytes);
      noteRoot(tree);
    }
    next = index + 1;
    const entry = entryIn(bytes);
    if (entry) {
      checkPlace(entry, index, entries.at(-1), found);
      entries.push(entry);
    } else {
      const about = { index, file: PACK_FILE.entry(index) };
      found.add('tampered', `Entry ${index} of the log is not in the form in which it was written`, about);
    }
  }
  return { entries, size: tree.size, root: rootOf(tree), rootAt };
}

function missing(first: number, last: number, found: Findings): void {
  const which =
    first === last ? `Entry ${first} of the log is` : `Entries ${first} to ${last} of the log are`;
  found.add('missing', `${which} missing`, { index: first, file: PACK_FILE.entry(first) });
}

/** Returns the entry in the bytes; undefined if they are not canonical JSON of an entry. */
function entryIn(bytes: Buffer): LogEntry | undefined {
  try {
    const entry = logEntryIn(bytes.toString('utf8'));
    return entry && isKeyAsNamed(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isKeyAsNamed(entry: LogEntry): boolean {
  return entry.kind !== 'key' || publicKeyOf(Buffer.from(entry.spki, 'base64')).id === entry.keyId;
}

function checkPlace(entry: LogEntry, index: number, before: LogEntry | undefined, found: Findings): void {
  const run = entry.kind === 'sync' ? entry.run : undefined;
  const about = { index, run, file: PACK_FILE.entry(index) };
  if (entry.index !== index)
    found.add('reordered', `Entry ${index} of the log says that it is entry ${entry.index}`, about);
  else if (before && entry.sealedAt < before.sealedAt)
    found.add(
      'reordered',
      `Entry ${index} was sealed at ${entry.sealedAt}, before the entry before it`,
      about,
    );
  if (before && entry.origin !== before.origin)
    found.add('tampered', `Entry ${index} belongs to another log, ${entry.origin}`, about);
}
