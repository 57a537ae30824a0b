import type { Clock } from '../domain/clock.ts';
import { CollectorDeadlineExceeded, GraphUnavailable } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import type { ReadingProgress } from '../domain/provenance.ts';
import { tryAgain, waitAndTryAgain } from '../domain/remedy.ts';
import type { SourceNeeds } from '../domain/source-needs.ts';
import { cleanAnswer, cleanPage } from '../http/credentials/clean-answer.ts';
import type { CredentialGuard } from '../http/credentials/credential-guard.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import { networkErrorText, networkRemedy } from '../http/network-fault.ts';
import { type HeldRole, heldRole } from '../sign-in/token-roles.ts';
import type { AnswerStore } from './answer-keeping.ts';
import type { AnswerLog } from './answer-log.ts';
import { clockAhead } from './clock-difference.ts';
import { graphError } from './graph-error.ts';
import type { GraphQuery } from './graph-port.ts';
import { isSuccess, RequestTries, type Tried, type Tries } from './tries.ts';
import { faultyBody } from './unusable-answer.ts';

/** Milliseconds after which a single request is cancelled and tried again. */
const REQUEST_TIMEOUT = 30_000;

/** The conditions under which a source is read. */
export interface ReadingConditions {
  /** Bearer token for Graph. No message, link or answer may contain it. */
  token: string;
  /** Removes the token from every answer. */
  guard: CredentialGuard;
  source: SourceNeeds;
  /** When (milliseconds since 1970) the collector must have finished. */
  deadline: number;
  requestTimeout?: number | undefined;
  transport: HttpTransport;
  clock: Clock;
  /** Returns a number from 0 to below 1. */
  random: () => number;
  onProgress: (progress: ReadingProgress) => void;
  /** Keeps the answers. Without it, only their SHA-256 is recorded. */
  answers?: AnswerStore | undefined;
}

type Headers = GraphQuery<unknown>['headers'];

/** The one retry layer between a collector and Graph. */
export class GraphRequests {
  readonly #conditions: ReadingConditions;
  readonly #log: AnswerLog;
  readonly #held: HeldRole;
  #earliestNext = 0;

  constructor(conditions: ReadingConditions, log: AnswerLog) {
    this.#conditions = conditions;
    this.#log = log;
    this.#held = heldRole(conditions.token, conditions.source.permission);
  }

  /** Returns the tries of a GET. A try throws the named error of the last answer that is neither 200 nor 206. */
  get(url: URL, headers: Headers, cancel: AbortSignal): Tries {
    const request = `GET ${plainText(this.#conditions.guard.clean(url.pathname), 128)}`;
    return new RequestTries({
      ...this.#conditions,
      cancel,
      send: async (first) => {
        if (first) await this.#waitForTurn(cancel);
        this.#claimTurn(request);
        return this.#try(request, url, headers, cancel);
      },
    });
  }

  /** Waits until the source's interval since the last request has passed. A retry has its own wait instead. */
  async #waitForTurn(cancel: AbortSignal): Promise<void> {
    const { clock, deadline } = this.#conditions;
    const wait = Math.min(this.#earliestNext, deadline) - clock.now();
    if (wait > 0) await clock.sleep(wait, cancel);
  }

  #claimTurn(request: string): void {
    const { clock, deadline, source } = this.#conditions;
    if (clock.now() >= deadline) throw this.#timeRanOut(`${request} could be sent`);
    const { minInterval = 0, longReading } = source;
    const isLong = longReading && this.#log.requests >= longReading.afterRequests;
    this.#earliestNext = clock.now() + (isLong ? longReading.minInterval : minInterval);
  }

  #timeRanOut(before: string): CollectorDeadlineExceeded {
    const { pages, items } = this.#log;
    const { longReading } = this.#conditions.source;
    const read = `${pages} pages with ${items} objects had been read${longReading ? `. ${longReading.limit}` : ''}`;
    return new CollectorDeadlineExceeded(`Time ran out before ${before}; ${read}`, {
      remedy: (place) =>
        `Nothing of this collector was recorded. ${tryAgain(place)}; if it happens each time, Graph is too slow for the number of pages that this tenant has.`,
    });
  }

  async #try(request: string, url: URL, headers: Headers, cancel: AbortSignal): Promise<Tried> {
    const { token, guard, transport, source, deadline, clock } = this.#conditions;
    const { requestTimeout = REQUEST_TIMEOUT } = this.#conditions;
    const sentAt = clock.now();
    const left = deadline - sentAt;
    const timeout = AbortSignal.timeout(Math.max(1, Math.min(requestTimeout, left)));
    this.#log.requests += 1;
    const sent = transport.send({
      method: 'GET',
      url,
      headers: { ...headers, accept: 'application/json', authorization: `Bearer ${token}` },
      signal: AbortSignal.any([timeout, cancel]),
    });
    const received = await sent.catch((error: Error) => error);
    if (timeout.aborted && left <= requestTimeout) throw this.#timeRanOut(`${request} was answered`);
    if (received instanceof Error) {
      const why = timeout.aborted ? 'no answer in time' : networkErrorText(received);
      return { answer: undefined, error: unreachable(request, why, networkRemedy(received)) };
    }
    if (!isSuccess(received)) {
      const answer = cleanAnswer(received, guard);
      return { answer, error: graphError(request, answer, source, this.#held, this.#log.items > 0) };
    }
    const ahead = clockAhead(received.headers, sentAt, clock.now());
    const answer = { ...cleanPage(received, guard, token), clockAhead: ahead };
    return { answer, error: answer.bodyFault && faultyBody(request, answer) };
  }
}

function unreachable(request: string, why: string, remedy?: string): GraphUnavailable {
  return new GraphUnavailable(`${request} got no answer from Graph: ${plainText(why)}`, {
    remedy: (place) =>
      remedy ?? `${waitAndTryAgain(place)}; check that the network lets HTTPS to Graph pass.`,
  });
}
