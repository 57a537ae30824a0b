import type { Provenance } from '../domain/provenance.ts';

/** Keeps the bodies of one reading's answers. */
export interface AnswerStore {
  /** Random id of the reading. */
  reading: string;
  /** Whether complete objects, which Graph returns if it ignores `$select`, may be kept. They may hold personal data. */
  unselected: boolean;
  /** Keeps a body, which may be released afterwards. `nth` counts from 1. */
  put: (nth: number, body: Buffer) => Promise<void>;
}

/** Keeps the answers of one reading: all of them, or only their SHA-256. */
export class AnswerKeeping {
  readonly #store: AnswerStore | undefined;
  #kept: boolean;
  #failure: { error: unknown } | undefined;

  constructor(store: AnswerStore | undefined) {
    this.#store = store;
    this.#kept = store !== undefined;
  }

  /** Returns whether the body of the next answer will be kept. `selected` is that of `keep`. */
  keeps(selected: boolean): boolean {
    return this.#kept && (selected || (this.#store?.unselected ?? false));
  }

  /**
   * Keeps an answer's body. `selected` says whether it holds only the fields that were asked for. After the first answer
   * that may not be kept, no other one of the reading is, because a part of them proves nothing. Rejects if the store does.
   */
  async keep(nth: number, body: Buffer, selected: boolean): Promise<void> {
    if (!this.#store) return;
    if (!selected && !this.#store.unselected) this.#kept = false;
    if (!this.#kept) return;
    try {
      await this.#store.put(nth, body);
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    }
  }

  /** Throws the error of an answer that could not be kept, which a collector may have taken for a refusal of Graph's. */
  provenance(): Pick<Provenance, 'answersKept' | 'reading'> {
    if (this.#failure) throw this.#failure.error;
    return this.#kept ? { answersKept: true, reading: this.#store?.reading } : { answersKept: false };
  }
}
