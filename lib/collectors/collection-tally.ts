import type { Unit } from '../domain/figure.ts';
import type { GraphPage } from '../graph/graph-port.ts';
import { SeenIds } from './object-ids.ts';
import { UnreadableObjects } from './unreadable-objects.ts';

/**
 * Counts the objects of a collection by their ids while its pages are read. An object can appear twice if the list
 * changes during reading; its first appearance counts. Then compares the number of different objects with the largest
 * number that Graph counted. Fewer objects mean a loss, more do not, because a list may grow during reading.
 */
export class CollectionTally<T extends { id: string }> {
  readonly #unit: Exclude<Unit, '%'>;
  readonly #seen = new SeenIds();
  #unreadable = new UnreadableObjects();
  #counted = 0;
  #received = 0;

  constructor(unit: Exclude<Unit, '%'>) {
    this.#unit = unit;
  }

  /** Returns the page's objects that did not appear before. */
  newIn(page: GraphPage<T>): T[] {
    this.#counted = Math.max(this.#counted, page.count ?? 0);
    if (page.startsOver) {
      this.#unreadable = new UnreadableObjects();
      this.#received = 0;
    }
    this.#received += page.objects.length;
    this.#unreadable.note(page);
    return page.objects.filter(({ id }) => this.#seen.add(id));
  }

  /** The number of different objects. */
  get size(): number {
    return this.#seen.size;
  }

  /** Whether there was no object at all, including unreadable ones. */
  get isEmpty(): boolean {
    return this.size + this.#unreadable.count === 0;
  }

  /** Returns sentences about lost objects; empty if nothing was lost. */
  missing(): string[] {
    return [...this.#unreadable.missing(this.size, this.#unit), ...this.#notRead()];
  }

  #notRead(): string[] {
    const came = this.size + this.#unreadable.count;
    const short = this.#counted - came;
    if (short <= 0) return [];
    const different = this.#received > this.size ? ' different ones' : '';
    return [
      `Graph counted ${this.#counted} ${this.#unit.many}, but its pages held ${came}${different}: ${short} ${short === 1 ? 'was' : 'were'} not read`,
    ];
  }
}
