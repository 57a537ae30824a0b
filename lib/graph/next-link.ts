import { hash } from 'node:crypto';
import { GraphLinkUntrusted } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import { tryAgain } from '../domain/remedy.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { wordsOf } from './stated-error.ts';

/** Most bytes of a link. Graph's links have less than 1 kB, and servers commonly refuse more than 8 kB. */
export const LONGEST_LINK = 8 * 1024;

/**
 * Checks the links of one collection before the token is sent to them. A link must have Graph's origin and may be followed
 * once. A nextLink comes from outside, and a foreign server would receive the token. Remembers followed links as hashes,
 * because links can be long.
 * Source: https://learn.microsoft.com/graph/paging
 */
export class LinkTrust {
  readonly #origin: string;
  readonly #followed = new Set<string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Returns why `link` must not be followed; undefined if it may be. */
  objection(link: string): string | undefined {
    if (Buffer.byteLength(link) > LONGEST_LINK) return `is longer than ${LONGEST_LINK} bytes`;
    const url = URL.parse(link);
    if (!url) return 'is not an absolute URL';
    if (url.origin !== this.#origin || url.username || url.password) return `leads away from ${this.#origin}`;
    if (this.#followed.has(keyOf(url))) return 'was followed before';
    return undefined;
  }

  /** Forgets a link that was followed as a guess and cancelled. */
  forget(url: URL): void {
    this.#followed.delete(keyOf(url));
  }

  /** Marks a link of `answer` as followed and returns its URL. Throws GraphLinkUntrusted if there is an objection. */
  follow(link: string, request: string, answer?: HttpAnswer): URL {
    const objection = this.objection(link);
    if (objection) {
      throw new GraphLinkUntrusted(
        `The @odata.nextLink in Graph's answer to ${request} ${objection}: ${plainText(link, 128)}`,
        {
          ...(answer && { graph: wordsOf(answer) }),
          remedy: (place) =>
            `Nothing was sent there. ${tryAgain(place)}; if it happens again, something between this program and Microsoft may be changing answers.`,
        },
      );
    }
    const url = new URL(link);
    url.hash = '';
    this.#followed.add(keyOf(url));
    return url;
  }
}

/** Ignores the fragment, because it is never sent. */
function keyOf({ origin, pathname, search }: URL): string {
  return hash('sha256', `${origin}${pathname}${search}`, 'base64url');
}
