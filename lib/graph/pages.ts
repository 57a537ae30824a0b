import { setImmediate } from 'node:timers/promises';
import type { SyncError } from '../domain/errors.ts';
import { type HttpAnswer, release } from '../http/http-transport.ts';
import { peekNextLink, type RawPage, readPage } from './graph-answer.ts';
import { LinkTrust } from './next-link.ts';
import type { PageQuery } from './page-objects.ts';
import type { Tries } from './tries.ts';
import { BodyUnreadable } from './unusable-answer.ts';

/** A page with its URL and answer. */
interface ReadPage<T> {
  page: RawPage<T>;
  url: URL;
  answer: HttpAnswer;
}

interface Collection<T> extends PageQuery<T> {
  first: URL;
  /** The only origin that a link may lead to. */
  origin: string;
  ask: (url: URL, cancel: AbortSignal) => Tries;
  /** Whether to ask for the next page before this one is processed. */
  ahead: boolean;
}

/**
 * Yields a collection's pages in order. Asks again for a page whose body cannot be read. If it reads ahead, it guesses the
 * next link and asks for the next page as soon as a page has arrived, before parsing it. If the parsed page has another
 * link, it cancels that request.
 */
export async function* pages<T>(collection: Collection<T>): AsyncGenerator<ReadPage<T>> {
  const { first, origin, ask, ahead } = collection;
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
        // Parsing blocks the thread for tens of milliseconds, so send the request first.
        await setImmediate();
      }

      const page: RawPage<T> | BodyUnreadable = readable(() => readPage(request, answer, collection));
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

/** Returns what `read` returns, or the BodyUnreadable that it throws. Throws all other errors. */
export function readable<T>(read: () => T): T | BodyUnreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof BodyUnreadable) return error;
    throw error;
  }
}

/** A request that has been sent. */
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
    // An error is reported when the answer is awaited. An unhandled rejection before that would end the process.
    answer.catch(() => {});
    return answer;
  }
}
