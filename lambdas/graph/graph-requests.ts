import type { Clock } from '../domain/clock.ts';
import { CollectorDeadlineExceeded, GraphUnavailable } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import type { ReadingProgress } from '../domain/reading-progress.ts';
import type { SourceNeeds } from '../domain/source-needs.ts';
import type { AnswerLog } from './answer-log.ts';
import { graphError, requestIdOf } from './graph-error.ts';
import type { HttpAnswer, HttpTransport } from './http-transport.ts';
import { withoutToken } from './redaction.ts';
import { isTransient, retryDelay, TRIES } from './retry-policy.ts';

/** Milliseconds after which a single request is given up and tried again. */
const REQUEST_TIMEOUT = 30_000;

/** Under what conditions a source is read. */
export interface ReadingConditions {
  /** Bearer token for Graph. Never part of a message, a link or an answer. */
  token: string;
  source: SourceNeeds;
  /** When (milliseconds since 1970) the collector must have finished. */
  deadline: number;
  requestTimeout?: number | undefined;
  transport: HttpTransport;
  clock: Clock;
  /** From 0 up to, not including, 1. */
  random: () => number;
  onProgress: (progress: ReadingProgress) => void;
}

/** What came of one request: an answer of any status, or why there was none. */
type Tried = { answer: HttpAnswer } | { answer?: undefined; noAnswer: string };

/** The one retry layer between a collector and Graph. */
export class GraphRequests {
  readonly #conditions: ReadingConditions;
  readonly #log: AnswerLog;
  #earliestNext = 0;

  constructor(conditions: ReadingConditions, log: AnswerLog) {
    this.#conditions = conditions;
    this.#log = log;
  }

  /** The answer (200 or 206) to a GET. Throws the named error of whatever else comes after the last try. */
  async get(url: URL, headers: Record<string, string>, cancel: AbortSignal): Promise<HttpAnswer> {
    const { clock, source, random, onProgress } = this.#conditions;
    const request = `GET ${plainText(url.pathname, 128)}`;
    let tokenRefused = false;
    for (let attempt = 1; ; attempt++) {
      if (attempt === 1) await this.#waitForTurn(cancel);
      this.#claimTurn(request);
      const tried = await this.#try(url, headers, cancel);
      cancel.throwIfAborted();
      const { answer } = tried;
      if (answer?.status === 200 || answer?.status === 206) return answer;

      const error = answer ? graphError(request, answer, source) : this.#unreachable(request, tried.noAnswer);
      const firstRefusal: boolean = answer?.status === 401 && !tokenRefused;
      tokenRefused ||= firstRefusal;
      const again = !answer || isTransient(answer.status) || firstRefusal;
      if (!again || attempt >= TRIES) throw error;
      const failed = { attempt, status: answer?.status, retryAfter: answer?.headers['retry-after'] };
      const waitMs = retryDelay(failed, clock.now(), random);
      if (clock.now() + waitMs >= this.#conditions.deadline) throw error;
      onProgress({ kind: 'retry', why: answer ? `Graph answered ${answer.status}` : 'no answer', waitMs });
      await clock.sleep(waitMs, cancel);
    }
  }

  /** A page waits until the source's interval since the last request has passed; a retry has its own wait. */
  async #waitForTurn(cancel: AbortSignal): Promise<void> {
    const { clock, deadline } = this.#conditions;
    const wait = Math.min(this.#earliestNext, deadline) - clock.now();
    if (wait > 0) await clock.sleep(wait, cancel);
  }

  #claimTurn(request: string): void {
    const { clock, deadline, source } = this.#conditions;
    if (clock.now() >= deadline) {
      throw new CollectorDeadlineExceeded(`Time ran out before ${request} could be sent`, {
        remedy:
          'Nothing of this collector was recorded. Run the sync again; if it happens each time, Graph is too slow for the number of pages that this tenant has.',
      });
    }
    this.#earliestNext = clock.now() + (source.minInterval ?? 0);
  }

  async #try(url: URL, headers: Record<string, string>, cancel: AbortSignal): Promise<Tried> {
    const { token, transport, deadline, clock, requestTimeout = REQUEST_TIMEOUT } = this.#conditions;
    const timeout = AbortSignal.timeout(Math.max(1, Math.min(requestTimeout, deadline - clock.now())));
    this.#log.requests += 1;
    try {
      const answer = await transport.send({
        method: 'GET',
        url,
        headers: { ...headers, accept: 'application/json', authorization: `Bearer ${token}` },
        signal: AbortSignal.any([timeout, cancel]),
      });
      if (answer.cutOff) return { noAnswer: cutOffInWords(answer) };
      return { answer: withoutToken(answer, token) };
    } catch (error) {
      return { noAnswer: timeout.aborted ? 'no answer in time' : (error as Error).message };
    }
  }

  #unreachable(request: string, why: string): GraphUnavailable {
    return new GraphUnavailable(`${request} got no whole answer from Graph: ${plainText(why)}`, {
      remedy: 'Wait for the next sync, or run one later; check that the network lets HTTPS to Graph pass.',
    });
  }
}

function cutOffInWords(answer: HttpAnswer): string {
  return `the answer was cut off (${answer.cutOff}; request-id ${requestIdOf(answer) ?? 'not sent'})`;
}
