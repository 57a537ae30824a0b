import { documentIn } from '../log/document.ts';
import type { DocumentName, SealedRegister } from './sealed-register.ts';

/** Documents of one query: the most that DynamoDB returns at once. */
const BATCH = 100;

/** Reads the documents of a register in the order of their names, many at a time, and keeps only the last ones. */
export class RegisterDocuments {
  readonly #register: SealedRegister;
  readonly #documents: ReadonlyMap<string, DocumentName>;
  readonly #order: ReadonlyMap<string, number>;
  #batch = new Map<string, string | undefined>();

  constructor(register: SealedRegister, documents: ReadonlyMap<string, DocumentName>) {
    this.#register = register;
    this.#documents = documents;
    this.#order = new Map([...documents.keys()].map((name, nth) => [name, nth]));
  }

  get names(): string[] {
    return [...this.#documents.keys()];
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
      const next = [...this.#documents].slice(nth, nth + BATCH);
      const texts = await this.#register.documents(next.map(([, document]) => document));
      this.#batch = new Map(next.map(([file], n) => [file, texts[n]]));
    }
    return this.#batch.get(name);
  }
}

interface EvidenceWithReading {
  provenance?: { reading?: unknown };
}

/** An altered document must not name a file elsewhere. */
const SAFE_ID = /^[\w-]+$/;
