import { setImmediate } from 'node:timers/promises';
import type * as z from 'zod/mini';
import { peekNextLink, type RawPage, readPage } from './graph-answer.ts';
import { type HttpAnswer, release } from './http-transport.ts';
import { LinkTrust } from './next-link.ts';

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
  ask: (url: URL, cancel: AbortSignal) => Promise<HttpAnswer>;
  object: z.ZodMiniType<T>;
  /** Whether the next page is asked for before this one is folded. */
  ahead: boolean;
}

/**
 * A collection's pages, in order. Reading ahead, the next page is asked for as soon as a page has come and
 * before it is parsed; the link that was peeked at for this must be the parsed page's, or that request is
 * given up.
 */
export async function* pages<T>({
  first,
  origin,
  ask,
  object,
  ahead,
}: Collection<T>): AsyncGenerator<ReadPage<T>> {
  const trust = new LinkTrust(origin);
  const send = (link: string, from: string) => new Asked(trust.follow(link, from), ask);
  let asked: Asked | undefined = send(first.href, 'nothing');
  let next: Asked | undefined;
  try {
    while (asked) {
      const { url, request }: Asked = asked;
      const answer: HttpAnswer = await asked.answer;
      const peeked = ahead ? peekNextLink(answer) : undefined;
      if (peeked !== undefined && !trust.objection(peeked)) {
        next = send(peeked, request);
        // Parsing holds the thread for tens of milliseconds: first the request must be on its way.
        await setImmediate();
      }

      const page: RawPage<T> = readPage(request, answer, object);
      if (page.nextLink !== peeked) {
        if (next) trust.forget(next.giveUp());
        next = undefined;
      }
      const link = page.nextLink;
      if (ahead && link !== undefined) next ??= send(link, request);
      yield { page, url, answer };
      release(answer);
      asked = next ?? (link === undefined ? undefined : send(link, request));
      next = undefined;
    }
  } finally {
    next?.giveUp();
  }
}

/** A request under way. */
class Asked {
  readonly url: URL;
  readonly answer: Promise<HttpAnswer>;
  readonly #cancel = new AbortController();

  constructor(url: URL, ask: (url: URL, cancel: AbortSignal) => Promise<HttpAnswer>) {
    this.url = url;
    this.answer = ask(url, this.#cancel.signal);
    // Its failure counts when the answer is awaited; before that it must not end the process.
    this.answer.catch(() => {});
  }

  get request(): string {
    return `GET ${this.url.pathname}`;
  }

  giveUp(): URL {
    this.#cancel.abort();
    return this.url;
  }
}
