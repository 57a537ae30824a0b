import { hash } from 'node:crypto';

const FREE = 0n;

/**
 * The ids that have been counted, in eight bytes each: a hash table over 64 bits of their SHA-256 (two of 100,000
 * ids look the same with a chance of one in a billion). A Set would hold on to the strings, and each of those to
 * the part of the heap in which its page once lay.
 */
export class SeenIds {
  #slots = new BigUint64Array(4_096);
  size = 0;

  /** Whether the id is new; from then on it is not. */
  add(id: string): boolean {
    const key = hash('sha256', id, 'buffer').readBigUInt64LE() || 1n;
    if (!this.#insert(key)) return false;
    this.size += 1;
    if (this.size * 2 > this.#slots.length) this.#grow();
    return true;
  }

  #insert(key: bigint): boolean {
    const { length } = this.#slots;
    let slot = Number(key % BigInt(length));
    for (; this.#slots[slot] !== FREE; slot = (slot + 1) % length) {
      if (this.#slots[slot] === key) return false;
    }
    this.#slots[slot] = key;
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new BigUint64Array(before.length * 2);
    for (const key of before) if (key !== FREE) this.#insert(key);
  }
}
