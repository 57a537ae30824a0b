import type { Unit } from '../domain/figure.ts';
import type { GraphPage } from '../graph/graph-port.ts';

/** Most unreadable objects that a sentence names. */
const NAMED = 3;

/** Counts the objects of a collection that could not be read, and remembers the positions of the first three. */
export class UnreadableObjects {
  count = 0;
  readonly #places: string[] = [];

  note({ unreadable, requestId }: GraphPage<unknown>): void {
    this.count += unreadable.length;
    for (const index of unreadable.slice(0, NAMED - this.#places.length)) {
      this.#places.push(`index ${index} of the answer with request-id ${requestId ?? 'not sent'}`);
    }
  }

  /** Returns a sentence if any object could not be read. `read` is the number of objects that could. */
  missing(read: number, unit: Exclude<Unit, '%'>): string[] {
    if (this.count === 0) return [];
    const all = this.count + read;
    const more = this.count > NAMED ? [`and ${this.count - NAMED} more`] : [];
    const places = [...this.#places, ...more].join(', ');
    return [`${this.count} of ${all} ${all === 1 ? unit.one : unit.many} could not be read (${places})`];
  }
}
