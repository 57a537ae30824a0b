import type { Cloud } from '../domain/cloud.ts';
import type { Answer, Provenance } from '../domain/provenance.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { AnswerKeeping } from './answer-keeping.ts';
import { AnswerLog } from './answer-log.ts';
import { readEntity } from './graph-answer.ts';
import type { GraphPage, GraphPort, GraphQuery } from './graph-port.ts';
import { GraphRequests, type ReadingConditions } from './graph-requests.ts';
import { lighterQuery } from './lighter-query.ts';
import { pages, readable } from './pages.ts';
import { BodyUnreadable } from './unusable-answer.ts';
import { withholdValues } from './withheld-values.ts';

/** The provenance of an observation without its collector and tenant. */
export type Reading = Omit<Provenance, 'collector' | 'collectorVersion' | 'tenantId' | 'asOf' | 'options'>;

/** Reads Graph for one collector in one run, and records the provenance of everything it reads. */
export class GraphClient implements GraphPort {
  readonly #log: AnswerLog;
  readonly #keeping: AnswerKeeping;
  readonly #requests: GraphRequests;
  readonly #conditions: ReadingConditions;
  readonly #origin: string;
  #endpoint = '';

  constructor(cloud: Cloud, conditions: ReadingConditions) {
    this.#origin = cloud.graph;
    this.#conditions = conditions;
    this.#log = new AnswerLog(conditions.guard);
    this.#keeping = new AnswerKeeping(conditions.answers);
    this.#requests = new GraphRequests(conditions, this.#log);
  }

  async *pages<T>(query: GraphQuery<T>): AsyncGenerator<GraphPage<T>> {
    let startsOver = false;
    for (let asked = query; ; ) {
      try {
        for await (const page of this.#pagesOf(asked)) {
          if (startsOver) this.#log.startedOver.push(this.#log.pages);
          yield { ...page, startsOver };
          startsOver = false;
        }
        return;
      } catch (error) {
        const lighter = lighterQuery(asked, error);
        if (!lighter) throw error;
        if (this.#endpoint === this.#urlOf(asked).href) this.#endpoint = '';
        this.#conditions.onProgress({ kind: 'retry', why: lighter.why, waitMs: 0 });
        asked = lighter.query;
        startsOver = true;
      }
    }
  }

  async *#pagesOf<T>(query: GraphQuery<T>): AsyncGenerator<Omit<GraphPage<T>, 'startsOver'>> {
    const first = this.#urlOf(query);
    this.#endpoint ||= first.href;
    const collection = pages({
      first,
      origin: this.#origin,
      object: query.object,
      usual: query.usual,
      select: query.options?.$select ?? query.optional?.$select,
      ahead: !query.oneByOne,
      ask: (url, cancel) => this.#requests.get(url, query.headers, cancel),
    });
    for await (const { page, url, answer } of collection) {
      const { objects, unreadable, count } = page;
      const items = objects.length + unreadable.length;
      const { requestId } = await this.#note(url, answer, items, page.selected, query);
      if (page.error !== undefined) this.#log.noteError(page.error, query.supplement);
      yield { objects, unreadable, requestId, count, partial: answer.status === 206 };
    }
  }

  async entity<T>(query: GraphQuery<T>): Promise<T> {
    const url = this.#urlOf(query);
    this.#endpoint ||= url.href;
    const tries = this.#requests.get(url, query.headers, new AbortController().signal);
    for (let unreadable: BodyUnreadable | undefined; ; ) {
      const answer = await tries.next(unreadable);
      const read = readable(() => readEntity(`GET ${url.pathname}`, answer, query.object));
      if (!(read instanceof BodyUnreadable)) {
        await this.#note(url, answer, 1, false, query);
        return read;
      }
      unreadable = read;
    }
  }

  /** Returns sentences about the parts that 206 answers left out. */
  missing(): readonly string[] {
    return this.#log.missing;
  }

  /** Returns sentences that limit the reading without making it partial. */
  caveats(): string[] {
    return [...this.#log.caveats, ...this.#log.clock.caveats()];
  }

  /** Throws the error of an answer that could not be kept, even if the collector went on without the answer. */
  reading(): Reading {
    return { endpoint: this.#endpoint, ...this.#keeping.provenance(), ...this.#log.provenance() };
  }

  /** Records an answer and keeps its body, before a collector gets what it holds. */
  async #note(
    url: URL,
    answer: HttpAnswer,
    items: number,
    selected: boolean,
    { supplement, withhold = [] }: GraphQuery<unknown>,
  ): Promise<Answer> {
    // An answer that is only hashed keeps the SHA-256 of what Graph sent.
    if (this.#keeping.keeps(selected) && withholdValues(answer.body, withhold)) this.#log.withheld = withhold;
    const noted = this.#log.note(url, answer, items, supplement);
    await this.#keeping.keep(this.#log.pages, answer.body, selected);
    this.#conditions.onProgress({
      kind: 'page',
      pages: this.#log.pages,
      items: this.#log.items,
      answer: noted,
    });
    return noted;
  }

  #urlOf({ path, options, optional }: GraphQuery<unknown>): URL {
    const all = Object.entries({ ...options, ...optional });
    const query = all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return new URL(`${this.#origin}/v1.0${path}${query.length ? `?${query.join('&')}` : ''}`);
  }
}
