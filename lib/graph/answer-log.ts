import { createHash } from 'node:crypto';
import { plainText } from '../domain/plain-text.ts';
import type { Answer, Provenance } from '../domain/provenance.ts';
import type { CredentialGuard } from '../http/credentials/credential-guard.ts';
import { httpDate, listed } from '../http/http-date.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { ClockDifference } from './clock-difference.ts';
import { requestIdOf } from './stated-error.ts';

/** Most answers that provenance lists in full. With at most 600 bytes each, they leave room for an observation's facts. */
const LISTED = 32;

/** Collects the provenance of one collector's reading. */
export class AnswerLog {
  readonly #guard: CredentialGuard;
  readonly #answers: Answer[] = [];
  readonly #all = createHash('sha256');
  readonly missing: string[] = [];
  /** Sentences about parts that are missing from a collection that only explains the facts. */
  readonly caveats: string[] = [];
  readonly clock = new ClockDifference();
  requests = 0;
  pages = 0;
  items = 0;
  redacted = false;
  /** The fields whose values were overwritten in an answer. */
  withheld: readonly string[] = [];
  /** The answers (counted from 1) with which a collection started over. */
  readonly startedOver: number[] = [];

  constructor(guard: CredentialGuard) {
    this.#guard = guard;
  }

  /**
   * Records an answer that was used, and the missing parts that a 206 names; as caveats that begin with `supplement`, if there
   * is one. Throws ClockWrong as ClockDifference does.
   */
  note(url: URL, answer: HttpAnswer, items: number, supplement?: string): Answer {
    this.clock.note(answer.clockAhead);
    this.pages += 1;
    this.items += items;
    this.redacted ||= answer.redacted ?? false;
    const sha256 = createHash('sha256').update(answer.body).digest('hex');
    this.#all.update(sha256);
    const entry: Answer = {
      path: plainText(this.#guard.clean(url.pathname), 128),
      query: plainText(this.#guard.clean(url.search.slice(1)), 224),
      status: answer.status,
      requestId: requestIdOf(answer) ?? null,
      date: isoDate(answer.headers.date),
      items,
      sha256,
    };
    if (this.#answers.length >= LISTED) this.#answers.pop();
    this.#answers.push(entry);
    if (answer.status === 206) this.#noteMissing(answer.headers.warning, supplement);
    return entry;
  }

  /** Notes that a page reports an error next to its objects. */
  noteError(words: string, supplement?: string): void {
    this.#miss(`Graph reported an error next to the objects of a page${words && `: ${words}`}`, supplement);
  }

  provenance(): Pick<
    Provenance,
    | 'pages'
    | 'items'
    | 'requests'
    | 'sha256'
    | 'redacted'
    | 'withheld'
    | 'startedOver'
    | 'answers'
    | 'answersOmitted'
  > {
    return {
      pages: this.pages,
      items: this.items,
      requests: this.requests,
      sha256: this.#all.copy().digest('hex'),
      ...(this.redacted && { redacted: true }),
      ...(this.withheld.length > 0 && { withheld: [...this.withheld] }),
      ...(this.startedOver.length > 0 && { startedOver: this.startedOver }),
      answers: this.#answers,
      answersOmitted: this.pages - this.#answers.length,
    };
  }

  /** Source: https://learn.microsoft.com/graph/api/resources/security-error-codes (206 and its Warning header). */
  #noteMissing(warning: string | undefined, supplement: string | undefined): void {
    const providers = warning ? `: ${plainText(warning)}` : ', without naming a provider';
    this.#miss(`Graph gave a partial answer (206)${providers}`, supplement);
  }

  #miss(sentence: string, supplement: string | undefined): void {
    const sentences = supplement === undefined ? this.missing : this.caveats;
    if (sentences.length < 5)
      sentences.push(supplement === undefined ? sentence : `${supplement}: ${sentence}`);
  }
}

function isoDate(header: string | undefined): string | null {
  const date = httpDate(listed(header)[0]);
  return date === undefined ? null : new Date(date).toISOString();
}
