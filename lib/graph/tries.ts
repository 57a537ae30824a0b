import type { Clock } from '../domain/clock.ts';
import type { SyncError } from '../domain/errors.ts';
import type { ReadingProgress } from '../domain/provenance.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { isTransient, retryDelay, TRIES } from '../http/retry-policy.ts';

/** A request that is sent again if its reader cannot use the answer. */
export interface Tries {
  /**
   * Returns the next answer with status 200 or 206. `unusable` says why the last one could not be used. That counts as a
   * failed try, and `unusable` is thrown if no try or time is left.
   */
  next(unusable?: SyncError): Promise<HttpAnswer>;
}

/** One try: an answer of any status, and its error unless it is a success. */
export interface Tried {
  answer: HttpAnswer | undefined;
  error: SyncError | undefined;
}

interface TryConditions {
  /** Sends the request. `first` is false for every try after the first. */
  send: (first: boolean) => Promise<Tried>;
  clock: Clock;
  /** Milliseconds since 1970. */
  deadline: number;
  /** Returns a number from 0 to below 1. */
  random: () => number;
  onProgress: (progress: ReadingProgress) => void;
  cancel: AbortSignal;
}

/** The tries of one request, with waits between them by the retry policy. */
export class RequestTries implements Tries {
  readonly #conditions: TryConditions;
  #attempt = 0;
  #tokenRefused = false;
  #last: HttpAnswer | undefined;

  constructor(conditions: TryConditions) {
    this.#conditions = conditions;
  }

  async next(unusable?: SyncError): Promise<HttpAnswer> {
    if (unusable) await this.#waitAfter(unusable);
    for (;;) {
      this.#attempt += 1;
      const { answer, error } = await this.#conditions.send(this.#attempt === 1);
      this.#conditions.cancel.throwIfAborted();
      this.#last = answer;
      if (!error) return answer as HttpAnswer;
      if (!this.#mayPass(answer)) throw error;
      await this.#waitAfter(error);
    }
  }

  /** Whether another try may succeed. A 401 is tried once more, because Graph occasionally refuses valid tokens. */
  #mayPass(answer: HttpAnswer | undefined): boolean {
    if (!answer) return true;
    if (isSuccess(answer)) return answer.bodyFault?.tooLarge === false;
    const firstRefusal = answer.status === 401 && !this.#tokenRefused;
    this.#tokenRefused ||= firstRefusal;
    return firstRefusal || isTransient(answer.status);
  }

  async #waitAfter(error: SyncError): Promise<void> {
    const { clock, deadline, random, onProgress, cancel } = this.#conditions;
    if (this.#attempt >= TRIES) throw error;
    const answer = this.#last;
    const failed = { attempt: this.#attempt, status: answer?.status, headers: answer?.headers ?? {} };
    const waitMs = retryDelay(failed, clock.now(), random);
    if (clock.now() + waitMs >= deadline) throw error;
    onProgress({ kind: 'retry', why: whyAgain(answer), waitMs });
    await clock.sleep(waitMs, cancel);
  }
}

export function isSuccess({ status }: HttpAnswer): boolean {
  return status === 200 || status === 206;
}

function whyAgain(answer: HttpAnswer | undefined): string {
  if (!answer) return 'no answer';
  return isSuccess(answer) ? 'the answer cannot be read' : `Graph answered ${answer.status}`;
}
