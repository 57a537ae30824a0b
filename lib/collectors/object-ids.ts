import { hash } from 'node:crypto';
import * as z from 'zod/mini';

/** The id of a Graph object. It is opaque, so its case matters. An object without an id cannot be counted. */
export const ObjectId = z.string().check(z.maxLength(512), z.regex(/\S/));

/** Whether a value is a simple id, which `ObjectId` always accepts. Faster than `ObjectId`. */
export function isShortId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 512 && /^[\w-]+$/.test(value);
}

/**
 * A set of ids in eight bytes each: a hash table over 64 bits of their SHA-256 (the chance that two of 100,000
 * ids look the same is one in a billion). A `Set` would keep the strings, each of which keeps the part of the heap
 * that held its page.
 */
export class SeenIds {
  /** Two numbers per slot, the halves of a key. Both are zero if the slot is free. */
  #slots = new Uint32Array(8_192);
  size = 0;

  /** Adds an id. Returns whether it was new. */
  add(id: string): boolean {
    const digest = hash('sha256', id, 'buffer');
    if (!this.#insert(digest.readUInt32LE(0) || 1, digest.readUInt32LE(4))) return false;
    this.size += 1;
    if (this.size * 4 > this.#slots.length) this.#grow();
    return true;
  }

  #insert(low: number, high: number): boolean {
    const slots = this.#slots;
    // The length is a power of two, so a mask replaces the remainder.
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
