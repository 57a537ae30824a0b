import { hash } from 'node:crypto';

/**
 * The ids that have been counted, in eight bytes each: a hash table over 64 bits of their SHA-256 (two of 100,000
 * ids look the same with a chance of one in a billion). A Set would keep the strings, and each of those keeps the part of
 * the heap in which its page once lay.
 */
export class SeenIds {
  /** Two numbers a slot, the two halves of a key; both are zero if the slot is free. */
  #slots = new Uint32Array(8_192);
  size = 0;

  /** Whether the id is new; from then on it is not. */
  add(id: string): boolean {
    const digest = hash('sha256', id, 'buffer');
    if (!this.#insert(digest.readUInt32LE(0) || 1, digest.readUInt32LE(4))) return false;
    this.size += 1;
    if (this.size * 4 > this.#slots.length) this.#grow();
    return true;
  }

  #insert(low: number, high: number): boolean {
    const slots = this.#slots;
    // Their number is a power of two.
    const last = slots.length - 1;
    let slot = (low * 2) & last;
    for (; slots[slot] !== 0; slot = (slot + 2) & last) {
      if (slots[slot] === low && slots[slot + 1] === high) return false;
    }
    slots[slot] = low;
    slots[slot + 1] = high;
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let slot = 0; slot < before.length; slot += 2) {
      const [low = 0, high = 0] = [before[slot], before[slot + 1]];
      if (low !== 0) this.#insert(low, high);
    }
  }
}
