import { canonicalJson } from '../log/document.ts';
import { LogEntry } from '../log/entry.ts';
import { EMPTY_TREE, type MerkleTree, rootOf, withEntry } from '../log/merkle.ts';
import { PACK_FILE, type PackFiles } from '../pack/pack-files.ts';
import type { Findings } from './finding.ts';

/** A log as it was read: its readable entries, and its root after each size that was asked for. */
export interface ReadLog {
  entries: readonly LogEntry[];
  /** Entries in the tree, readable or not. */
  size: number;
  root: Buffer;
  /** Size to root, for the sizes that were asked for and reached. */
  rootAt: ReadonlyMap<number, Buffer>;
}

const ENTRY_NAME = /^log\/\d{12}\.json$/;

/** Reads every entry in the order of the log, and checks its form and place. Notes the root at the sizes of `sizes`. */
export async function checkLog(
  files: PackFiles,
  names: ReadonlySet<string>,
  sizes: readonly number[],
  found: Findings,
): Promise<ReadLog> {
  const count = [...names].filter((name) => ENTRY_NAME.test(name)).length;
  const entries: LogEntry[] = [];
  const rootAt = new Map<number, Buffer>();
  const noteRoot = (tree: MerkleTree) => sizes.includes(tree.size) && rootAt.set(tree.size, rootOf(tree));
  let tree = EMPTY_TREE;
  noteRoot(tree);
  for (let index = 0; index < count; index += 1) {
    const file = PACK_FILE.entry(index);
    if (!names.has(file)) {
      found.add('missing', `Entry ${index} of the log is missing`, { index, file });
      break;
    }
    const bytes = await files.read(file);
    tree = withEntry(tree, bytes);
    noteRoot(tree);
    const entry = entryIn(bytes);
    if (!entry) {
      found.add('tampered', `Entry ${index} of the log is not in the form in which it was written`, {
        index,
        file,
      });
      continue;
    }
    checkPlace(entry, index, entries.at(-1), found);
    entries.push(entry);
  }
  return { entries, size: tree.size, root: rootOf(tree), rootAt };
}

/** Returns the entry in the bytes; undefined if they are not canonical JSON of an entry. */
function entryIn(bytes: Buffer): LogEntry | undefined {
  try {
    const stored: unknown = JSON.parse(bytes.toString('utf8'));
    const entry = LogEntry.safeParse(stored).data;
    return entry && canonicalJson(stored as object) === bytes.toString('utf8') ? entry : undefined;
  } catch {
    return undefined;
  }
}

function checkPlace(entry: LogEntry, index: number, before: LogEntry | undefined, found: Findings): void {
  const file = PACK_FILE.entry(index);
  const run = entry.kind === 'sync' ? entry.run : undefined;
  if (entry.index !== index)
    found.add('reordered', `Entry ${index} of the log says that it is entry ${entry.index}`, {
      index,
      run,
      file,
    });
  if (!before) return;
  if (entry.sealedAt < before.sealedAt)
    found.add('reordered', `Entry ${index} was sealed at ${entry.sealedAt}, before the entry before it`, {
      index,
      run,
      file,
    });
  if (entry.origin !== before.origin)
    found.add('tampered', `Entry ${index} belongs to another log, ${entry.origin}`, { index, run, file });
}
