import { documentIn } from '../log/document.ts';
import type { DocumentName, SealedRegister } from './sealed-register.ts';

/** Documents of one query: the most that DynamoDB returns at once. */
const BATCH = 100;

/**
 * Reads the documents of a register sync by sync, many at a time, and keeps only the last ones. The documents of one sync can
 * be asked for in any order: verification begins with the run, and a pack has the names sorted.
 */
export class RegisterDocuments {
  readonly #register: SealedRegister;
  readonly #documents: readonly [file: string, document: DocumentName][];
  readonly #order: ReadonlyMap<string, number>;
  #batch = new Map<string, string | undefined>();

  constructor(register: SealedRegister, documents: ReadonlyMap<string, DocumentName>) {
    this.#register = register;
    this.#documents = [...documents];
    this.#order = new Map([...documents.keys()].map((name, nth) => [name, nth]));
  }

  get names(): string[] {
    return [...this.#order.keys()];
  }

  async read(name: string): Promise<Buffer | undefined> {
    const text = await this.#textOf(name);
    return text === undefined ? undefined : Buffer.from(text);
  }

  /** Returns the id of the reading that an evidence document is from, under which the vault keeps its answers. */
  async readingOf(name: string): Promise<string | undefined> {
    const evidence = documentIn((await this.#textOf(name)) ?? '') as EvidenceWithReading | undefined;
    const reading = evidence?.provenance?.reading;
    return typeof reading === 'string' && SAFE_ID.test(reading) ? reading : undefined;
  }

  async #textOf(name: string): Promise<string | undefined> {
    const nth = this.#order.get(name);
    if (nth === undefined) return undefined;
    if (!this.#batch.has(name)) {
      const first = Math.max(this.#firstOfSync(nth), nth - BATCH + 1);
      const next = this.#documents.slice(first, first + BATCH);
      const texts = await this.#register.documents(next.map(([, document]) => document));
      this.#batch = new Map(next.map(([file], n) => [file, texts[n]]));
    }
    return this.#batch.get(name);
  }

  #firstOfSync(nth: number): number {
    const run = this.#documents[nth]?.[1].run;
    let first = nth;
    while (first > 0 && this.#documents[first - 1]?.[1].run === run) first -= 1;
    return first;
  }
}

interface EvidenceWithReading {
  provenance?: { reading?: unknown };
}

/** An altered document must not name a file elsewhere. */
const SAFE_ID = /^[\w-]+$/;
