import { comparable, hexDigits, readings } from './readings.ts';

/** A shorter credential would be found in ordinary words. */
const SHORTEST = 6;

/** Ends each form, and is in no reading of a text. */
const END = '\n';

/** Finds a credential, or a part of it, in foreign text. Its time grows with the text, not with the credential. */
export class Needle {
  /** Every form of the credential, one after another. */
  readonly #forms: string;
  /** How many characters in a row, in any form, give it away. */
  readonly #run: number;
  /** Half a run: each run that a text shares with a form holds one of the blocks of this length complete. */
  readonly #block: number;
  readonly #places = new Map<string, number[]>();

  constructor(credential: string, run: number) {
    const length = comparable(credential).length;
    // Backslashes are not compared, so that many fewer characters give the credential away.
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

  /** How many characters in a row are the same around these two places, counted up to a run each way. */
  #runAround(text: string, at: number, place: number): number {
    const same = (offset: number) => text[at + offset] === this.#forms[place + offset];
    let before = 0;
    while (before < this.#run && same(-before - 1)) before++;
    let after = this.#block;
    while (after < this.#run && same(after)) after++;
    return before + after;
  }
}

/** The credential as it is, with its own escapes undone, and as base64 and hexadecimal of UTF-8 and UTF-16. */
function formsOf(credential: string): string[] {
  const bytes = [Buffer.from(credential, 'utf8'), Buffer.from(credential, 'utf16le')];
  const encoded = bytes.flatMap((these) => [
    these.toString('hex'),
    ...[0, 1, 2].map((ahead) => inBase64(these, ahead)),
  ]);
  return [...new Set([...readings(credential), ...encoded].map(comparable))];
}

/** The characters of base64 that depend on `bytes` alone if `ahead` bytes stand before them in their group of three. */
function inBase64(bytes: Buffer, ahead: number): string {
  const text = Buffer.concat([Buffer.alloc(ahead), bytes]).toString('base64url');
  return text.slice(Math.ceil((ahead * 8) / 6), Math.floor(((ahead + bytes.length) * 8) / 6));
}
