import { setImmediate } from 'node:timers/promises';
import type * as z from 'zod/mini';
import type { SyncError } from '../domain/errors.ts';
import { peekNextLink, type RawPage, readPage } from './graph-answer.ts';
import type { GraphQuery } from './graph-port.ts';
import { type HttpAnswer, release } from './http-transport.ts';
import { LinkTrust } from './next-link.ts';
import type { Tries } from './tries.ts';
import { BodyUnreadable } from './unusable-answer.ts';

/** A page with the request and the answer that it came from. */
export interface ReadPage<T> {
  page: RawPage<T>;
  url: URL;
  answer: HttpAnswer;
}

interface Collection<T> {
  first: URL;
  /** The only origin that a link may lead to. */
  origin: string;
  ask: (url: URL, cancel: AbortSignal) => Tries;
  object: z.ZodMiniType<T>;
  usual?: GraphQuery<T>['usual'];
  /** Whether the next page is asked for before this one is folded. */
  ahead: boolean;
}

/**
 * A collection's pages, in order. A page whose body cannot be read is asked for again. Reading ahead, the next page is
 * asked for as soon as a page has come and before it is parsed; the link that was peeked at for this must be the parsed
 * page's, or that request is given up.
 */
export async function* pages<T>(collection: Collection<T>): AsyncGenerator<ReadPage<T>> {
  const { first, origin, ask, object, usual, ahead } = collection;
  const trust = new LinkTrust(origin);
  const send = (link: string, from: string, answer?: HttpAnswer) =>
    new Asked(trust.follow(link, from, answer), ask);
  let asked: Asked | undefined = send(first.href, 'nothing');
  let next: Asked | undefined;
  const giveUpNext = () => {
    if (next) trust.forget(next.giveUp());
    next = undefined;
  };
  try {
    while (asked) {
      const current: Asked = asked;
      const { url, request } = current;
      const answer = await current.answer;
      const peeked = ahead ? peekNextLink(answer) : undefined;
      if (peeked !== undefined && !trust.objection(peeked)) {
        next = send(peeked, request);
        // Parsing holds the thread for tens of milliseconds: first the request must be on its way.
        await setImmediate();
      }

      const page: RawPage<T> | BodyUnreadable = readable(() => readPage(request, answer, object, usual));
      if (page instanceof BodyUnreadable) {
        giveUpNext();
        current.again(page);
        continue;
      }
      if (page.nextLink !== peeked) giveUpNext();
      const link = page.nextLink;
      if (ahead && link !== undefined) next ??= send(link, request, answer);
      yield { page, url, answer };
      release(answer);
      asked = next ?? (link === undefined ? undefined : send(link, request, answer));
      next = undefined;
    }
  } finally {
    next?.giveUp();
  }
}

/** What is read, or why the body could not be. */
export function readable<T>(read: () => T): T | BodyUnreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof BodyUnreadable) return error;
    throw error;
  }
}

/** A request under way. */
class Asked {
  readonly url: URL;
  readonly #tries: Tries;
  readonly #cancel = new AbortController();
  #answer: Promise<HttpAnswer>;

  constructor(url: URL, ask: (url: URL, cancel: AbortSignal) => Tries) {
    this.url = url;
    this.#tries = ask(url, this.#cancel.signal);
    this.#answer = this.#next();
  }

  get answer(): Promise<HttpAnswer> {
    return this.#answer;
  }

  get request(): string {
    return `GET ${this.url.pathname}`;
  }

  /** Asks for the page again, because the answer could not be used. */
  again(unusable: SyncError): void {
    this.#answer = this.#next(unusable);
  }

  giveUp(): URL {
    this.#cancel.abort();
    return this.url;
  }

  #next(unusable?: SyncError): Promise<HttpAnswer> {
    const answer = this.#tries.next(unusable);
    // Its failure counts when the answer is awaited; before that it must not end the process.
    answer.catch(() => {});
    return answer;
  }
}
