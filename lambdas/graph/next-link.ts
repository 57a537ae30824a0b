import { GraphLinkUntrusted } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import { tryAgain } from '../domain/remedy.ts';

/**
 * The links of one collection that a token may follow: of Graph's own origin, and none twice. A nextLink
 * comes from outside; a token sent after a foreign one would be given away.
 * Source: https://learn.microsoft.com/graph/paging
 */
export class LinkTrust {
  readonly #origin: string;
  readonly #followed = new Set<string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Why `link` must not be followed; undefined when it may be. */
  objection(link: string): string | undefined {
    const url = URL.parse(link);
    if (!url) return 'is not an absolute URL';
    if (url.origin !== this.#origin || url.username || url.password) return `leads away from ${this.#origin}`;
    if (this.#followed.has(withoutFragment(url).href)) return 'was followed before';
    return undefined;
  }

  /** Forgets a link that was followed on a guess and given up. */
  forget({ href }: URL): void {
    this.#followed.delete(href);
  }

  /** Marks the link as followed. Throws GraphLinkUntrusted where there is an objection. */
  follow(link: string, request: string): URL {
    const objection = this.objection(link);
    if (objection) {
      throw new GraphLinkUntrusted(
        `The @odata.nextLink in Graph's answer to ${request} ${objection}: ${plainText(link, 128)}`,
        {
          remedy: (place) =>
            `Nothing was sent there. ${tryAgain(place)}; if it happens again, something between this program and Microsoft may be changing answers.`,
        },
      );
    }
    const url = withoutFragment(new URL(link));
    this.#followed.add(url.href);
    return url;
  }
}

/** A fragment is never sent, so links that differ in nothing else are the same. */
function withoutFragment(url: URL): URL {
  url.hash = '';
  return url;
}
