import { SyncError } from '../../domain/errors.ts';
import { Needle } from './needle.ts';

/** Consecutive characters of a client secret that must not be repeated. A secret has about 40. */
const SECRET_RUN = 12;
/** The same for a token. It has thousands, and begins like every other token. */
const TOKEN_RUN = 24;

/** Replaces a text with a credential. It is no longer than a part of a token, so that no text exceeds its limit. */
export const LEFT_OUT = '[left out: a credential]';

const ERROR_LEFT_OUT = 'The words of this error are left out, because they repeated a credential';

/**
 * Removes credentials from everything that is stored or printed, because a service may repeat what it was sent. Replaces
 * a text completely if it holds 12 consecutive characters of a client secret, or 24 of a token, in any usual encoding.
 */
export class CredentialGuard {
  readonly #needles: readonly Needle[];

  constructor({ secrets = [], tokens = [] }: { secrets?: readonly string[]; tokens?: readonly string[] }) {
    this.#needles = [
      ...secrets.map((secret) => new Needle(secret, SECRET_RUN)),
      ...tokens.map((token) => new Needle(token, TOKEN_RUN)),
    ];
  }

  /** Returns the value with each string in it cleaned, including names of properties. */
  clean<T>(value: T): T {
    return this.#cleaned(value) as T;
  }

  /** Runs the work, and cleans its result or its error. */
  async around<T>(work: () => Promise<T>): Promise<T> {
    try {
      return this.clean(await work());
    } catch (error) {
      throw this.cleanError(error);
    }
  }

  /** Returns the error if its text is clean; otherwise an error of the same class and name without the text. */
  cleanError(error: unknown): unknown {
    const { name, message, cause } = (error ?? {}) as Partial<Error>;
    if (!(error instanceof SyncError)) {
      if (!this.#holds(`${name} ${message ?? error} ${cause}`)) return error;
      return Object.assign(new Error(ERROR_LEFT_OUT), { name: this.clean(name ?? 'Error') });
    }
    const { cause: inner, ...details } = error.details;
    const clean = this.clean(details);
    const unchanged = JSON.stringify(clean) === JSON.stringify(details);
    if (unchanged && !this.#holds(error.message) && !this.#holds(String(inner))) return error;
    const Kind = error.constructor as new (...args: ConstructorParameters<typeof SyncError>) => SyncError;
    return new Kind(this.#holds(error.message) ? ERROR_LEFT_OUT : error.message, clean);
  }

  #cleaned(value: unknown): unknown {
    if (typeof value === 'string') return this.#holds(value) ? LEFT_OUT : value;
    if (Array.isArray(value)) return value.map((entry) => this.#cleaned(entry));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, entry]) => [this.#cleaned(name), this.#cleaned(entry)]);
    return Object.fromEntries(entries);
  }

  #holds(text: string): boolean {
    return this.#needles.some((needle) => needle.isIn(text));
  }
}
