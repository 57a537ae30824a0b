import { comparable, hexDigits, readings } from './readings.ts';

/** A shorter credential is not searched for, because ordinary words would contain it. */
const SHORTEST = 6;

/** Ends each form. Readings of a text never contain it. */
const END = '\n';

/** Finds a credential, or a part of it, in foreign text. The time depends on the length of the text, not of the credential. */
export class Needle {
  /** All forms of the credential, concatenated. */
  readonly #forms: string;
  /** How many consecutive characters of any form reveal it. */
  readonly #run: number;
  /** Half a run. Each run that a text shares with a form contains at least one complete block of this length. */
  readonly #block: number;
  readonly #places = new Map<string, number[]>();

  constructor(credential: string, run: number) {
    const length = comparable(credential).length;
    // Backslashes are not compared, so the run is shorter by their number.
    this.#run = Math.min(Math.max(SHORTEST, run - (credential.length - length)), length);
    this.#block = this.#run >> 1;
    const forms = length < SHORTEST ? [] : formsOf(credential);
    this.#forms = END;
    for (const form of forms) {
      const start = this.#forms.length;
      this.#forms += form + END;
      for (let at = start; at + this.#block < this.#forms.length; at += this.#block) this.#noteBlock(at);
    }
  }

  isIn(text: string): boolean {
    return readings(text).some(
      (reading) => this.#shares(comparable(reading)) || this.#shares(hexDigits(reading)),
    );
  }

  #noteBlock(at: number): void {
    const block = this.#forms.slice(at, at + this.#block);
    const places = this.#places.get(block);
    if (places) places.push(at);
    else this.#places.set(block, [at]);
  }

  #shares(text: string): boolean {
    if (this.#places.size === 0 || text.length < this.#run) return false;
    for (let at = 0; at + this.#block <= text.length; at++) {
      const places = this.#places.get(text.slice(at, at + this.#block));
      if (places?.some((place) => this.#runAround(text, at, place) >= this.#run)) return true;
    }
    return false;
  }

  /** Returns how many consecutive characters are equal around these two places, at most one run in each direction. */
  #runAround(text: string, at: number, place: number): number {
    const same = (offset: number) => text[at + offset] === this.#forms[place + offset];
    let before = 0;
    while (before < this.#run && same(-before - 1)) before++;
    let after = this.#block;
    while (after < this.#run && same(after)) after++;
    return before + after;
  }
}

/** Returns the credential itself, with its escapes decoded, and as base64 and hexadecimal of UTF-8 and UTF-16. */
function formsOf(credential: string): string[] {
  const bytes = [Buffer.from(credential, 'utf8'), Buffer.from(credential, 'utf16le')];
  const encoded = bytes.flatMap((these) => [
    these.toString('hex'),
    ...[0, 1, 2].map((ahead) => inBase64(these, ahead)),
  ]);
  return [...new Set([...readings(credential), ...encoded].map(comparable))];
}

/** Returns the base64 characters that depend only on `bytes`, if `ahead` bytes precede them in their group of three. */
function inBase64(bytes: Buffer, ahead: number): string {
  const text = Buffer.concat([Buffer.alloc(ahead), bytes]).toString('base64url');
  return text.slice(Math.ceil((ahead * 8) / 6), Math.floor(((ahead + bytes.length) * 8) / 6));
}
