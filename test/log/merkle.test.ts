import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { EMPTY_TREE, type MerkleTree, rootOf, withEntry } from '../../lib/log/merkle.ts';

const treeOf = (entries: readonly Uint8Array[], from: MerkleTree = EMPTY_TREE) =>
  entries.reduce<MerkleTree>((tree, entry) => withEntry(tree, entry), from);

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The definition of RFC 9162, section 2.1.1, word for word. */
function definedRoot(entries: readonly Uint8Array[]): Buffer {
  const [first] = entries;
  if (!first) return sha256();
  if (entries.length === 1) return sha256(Buffer.of(0), first);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return sha256(Buffer.of(1), definedRoot(entries.slice(0, k)), definedRoot(entries.slice(k)));
}

const numbered = (count: number) => Array.from({ length: count }, (_, n) => Buffer.from(`entry ${n}`));

describe('a Merkle tree', () => {
  const VECTOR = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const vector = VECTOR.map((hex) => Buffer.from(hex, 'hex'));

  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of %i known entries has the published root', (size, root) =>
    expect(rootOf(treeOf(vector.slice(0, size))).toString('hex')).toBe(root),
  );

  test('of any size up to 130 has the root that RFC 9162 defines', () => {
    for (let size = 0; size <= 130; size += 1)
      expect(rootOf(treeOf(numbered(size)))).toEqual(definedRoot(numbered(size)));
  });

  test('that grows from any size to any other up to 65 is the tree of all entries', () => {
    const entries = numbered(65);
    for (let size = 0; size <= 65; size += 1) {
      const earlier = treeOf(entries.slice(0, size));
      for (let later = size; later <= 65; later += 1)
        expect(rootOf(treeOf(entries.slice(size, later), earlier))).toEqual(
          definedRoot(entries.slice(0, later)),
        );
    }
  });

  test('keeps one peak for each 1 in the binary form of its size', () => {
    for (let size = 0; size <= 65; size += 1)
      expect(treeOf(numbered(size)).peaks).toHaveLength(size.toString(2).replaceAll('0', '').length);
  });

  test('leaves the tree that it grew from as it was', () => {
    const three = treeOf(numbered(3));
    const before = rootOf(three);
    withEntry(three, Buffer.from('a fourth'));
    expect(rootOf(three)).toEqual(before);
  });

  test('has another root if an inner node is passed off as an entry', () => {
    const [one, two] = [Buffer.from('a'), Buffer.from('b')];
    const inner = Buffer.concat([sha256(Buffer.of(0), one), sha256(Buffer.of(0), two)]);
    expect(rootOf(treeOf([inner]))).not.toEqual(rootOf(treeOf([one, two])));
  });
});

/** Returns the same numbers from 0 to below 1 in each run (a linear congruential generator). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A log of up to 40 entries of up to 60 bytes; some are empty, some are equal. */
function anyLog(next: () => number): Buffer[] {
  const below = (end: number) => Math.floor(next() * end);
  return Array.from({ length: 1 + below(40) }, () =>
    Buffer.from(Array.from({ length: below(60) }, () => below(4))),
  );
}

describe.each(Array.from({ length: 100 }, (_, seed) => seed + 1))('log %i of a hundred', (seed) => {
  const next = numbersFrom(seed);
  const entries = anyLog(next);
  const root = rootOf(treeOf(entries));
  const place = Math.floor(next() * entries.length);
  const chosen = entries[place] ?? Buffer.of();

  test('has the defined root, whichever part of it was there before', () => {
    expect(root).toEqual(definedRoot(entries));
    expect(rootOf(treeOf(entries.slice(place), treeOf(entries.slice(0, place))))).toEqual(root);
  });

  test('has another root with an entry dropped, repeated, altered or moved', () => {
    const others = [
      entries.toSpliced(place, 1),
      entries.toSpliced(place, 0, chosen),
      entries.with(place, Buffer.concat([chosen, Buffer.of(0)])),
      entries.toSpliced(place, 1).toSpliced(0, 0, chosen),
    ];
    for (const other of others) {
      const isSame =
        other.length === entries.length && other.every((entry, n) => entry.equals(entries[n] ?? entry));
      expect(rootOf(treeOf(other)).equals(root)).toBe(isSame);
    }
  });
});
