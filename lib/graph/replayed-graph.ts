import { GraphUnavailable } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import type { Answer, Provenance } from '../domain/provenance.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { readEntity, readPage } from './graph-answer.ts';
import type { GraphPage, GraphPort, GraphQuery } from './graph-port.ts';

/** The kept answers of one reading. */
interface KeptAnswers {
  provenance: Pick<Provenance, 'answers' | 'answersOmitted' | 'startedOver'>;
  /** Returns the body of an answer; `nth` counts from 1. */
  body: (nth: number) => Promise<Buffer>;
}

/**
 * Graph as it answered before: serves the kept answers of a reading in their order, without a network. Rejects with
 * GraphUnavailable after the last of them, because Graph refused the request that came next.
 */
export class ReplayedGraph implements GraphPort {
  readonly #kept: KeptAnswers;
  #next = 1;

  constructor(kept: KeptAnswers) {
    this.#kept = kept;
  }

  /** How many answers no query has asked for. */
  get unused(): number {
    return this.#count - this.#next + 1;
  }

  async *pages<T>(query: GraphQuery<T>): AsyncGenerator<GraphPage<T>> {
    for (let first = true, isLast = false; !isLast; first = false) {
      const startsOver = this.#startsOver(this.#next);
      const { listed, answer } = await this.#take(query, first);
      const page = readPage(requestOf(query), answer, query);
      yield {
        objects: page.objects,
        unreadable: page.unreadable,
        requestId: listed?.requestId ?? null,
        count: page.count,
        partial: answer.status === 206,
        startsOver,
      };
      isLast = page.nextLink === undefined && !this.#startsOver(this.#next);
    }
  }

  async entity<T>(query: GraphQuery<T>): Promise<T> {
    const { answer } = await this.#take(query, true);
    return readEntity(requestOf(query), answer, query.object);
  }

  get #count(): number {
    const { answers, answersOmitted } = this.#kept.provenance;
    return answers.length + answersOmitted;
  }

  #startsOver(nth: number): boolean {
    return this.#kept.provenance.startedOver?.includes(nth) ?? false;
  }

  /** Takes the next answer. The first answer of a query must be to its path; a nextLink may have any path. */
  async #take(
    query: GraphQuery<unknown>,
    first: boolean,
  ): Promise<{ listed: Answer | undefined; answer: HttpAnswer }> {
    const nth = this.#next;
    const listed = this.#listed(nth);
    const isOther = first && listed !== undefined && listed.path !== plainText(`/v1.0${query.path}`, 128);
    if (nth > this.#count || isOther) {
      throw new GraphUnavailable(`The reading has no further answer to ${requestOf(query)}`, {
        remedy: 'Compare the evidence with its kept answers.',
      });
    }
    this.#next += 1;
    const answer = { status: listed?.status ?? 200, headers: {}, body: await this.#kept.body(nth) };
    return { listed, answer };
  }

  /** Returns what provenance lists of an answer: it lists the first answers and the last one. */
  #listed(nth: number): Answer | undefined {
    const { answers, answersOmitted } = this.#kept.provenance;
    if (answersOmitted === 0 || nth < answers.length) return answers[nth - 1];
    return nth === this.#count ? answers.at(-1) : undefined;
  }
}

function requestOf({ path }: GraphQuery<unknown>): string {
  return `GET /v1.0${path}`;
}
