import { hash } from 'node:crypto';

/**
 * A log's Merkle tree, small enough to be stored next to each entry: `size` is the number of entries, `peaks` are the
 * roots of its complete subtrees, the largest first, one for each 1 in the binary form of `size`.
 * Source: https://www.rfc-editor.org/rfc/rfc9162#section-2.1
 */
export interface MerkleTree {
  readonly size: number;
  readonly peaks: readonly Buffer[];
}

export const EMPTY_TREE: MerkleTree = { size: 0, peaks: [] };

/** Returns the tree with one more entry. */
export function withEntry({ size, peaks }: MerkleTree, entry: string | Uint8Array): MerkleTree {
  const rest = [...peaks];
  let node = leafHash(entry);
  // Each 1 at the end of the binary form of `size` is a complete subtree that the new entry completes further.
  for (let full = size; full % 2 === 1; full = Math.floor(full / 2)) {
    const left = rest.pop();
    if (left) node = nodeHash(left, node);
  }
  return { size: size + 1, peaks: [...rest, node] };
}

/** Returns the tree's root; of an empty tree, the SHA-256 of nothing. */
export function rootOf({ peaks }: MerkleTree): Buffer {
  return peaks.length === 0
    ? hash('sha256', '', 'buffer')
    : peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** The first bytes of what is hashed. */
const [LEAF, NODE] = [Buffer.of(0), Buffer.of(1)];

/** The leading byte keeps an entry from passing for an inner node. */
function leafHash(entry: string | Uint8Array): Buffer {
  return hash(
    'sha256',
    Buffer.concat([LEAF, typeof entry === 'string' ? Buffer.from(entry) : entry]),
    'buffer',
  );
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}
