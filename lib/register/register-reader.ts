import type { RecordedAnnotation } from '../domain/annotation.ts';
import {
  type Evidence,
  isSameTenant,
  type RecordedEvidence,
  type RequirementId,
  supportsOneOf,
} from '../domain/evidence.ts';
import { startOfRun } from '../domain/execution.ts';
import { endOfPresent, isDatedInFuture } from '../domain/future.ts';
import { isWithin, type Period } from '../domain/period.ts';
import type { SyncReview } from '../domain/sync-review.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { annotationsOf } from './annotations.ts';
import { connectionNames } from './connection-names.ts';
import { itemAt, itemsAt } from './keyed-items.ts';
import { newestFirst } from './merged-lists.ts';
import type { RegisterTable } from './register-client.ts';
import { type OnDamaged, refuseDamaged } from './register-finding.ts';
import { evidencePartition, registerKeys, runPartition } from './register-keys.ts';
import { eachItem, firstOf, type PageRequest, type RegisterPage, readPartition } from './register-pages.ts';
import { runsAround } from './runs-around.ts';
import { EVIDENCE_ITEM, type ItemKind, RUN_ITEM } from './stored-item.ts';

/** A collector of a connection, which may be one that this version does not know. */
export type EvidenceSource = Pick<Evidence, 'connection' | 'collector'>;

/** A review whose evidence carries its hashes. */
interface RecordedReview extends SyncReview {
  evidence: readonly RecordedEvidence[];
}

/**
 * Reads the evidence register. Lists of evidence and of runs are newest first and paged. A damaged item is passed to
 * `onDamaged` and left out. By default, it is thrown as RegisterItemDamaged.
 */
export class RegisterReader {
  readonly #table: RegisterTable;
  readonly #onDamaged: OnDamaged;

  constructor(table: RegisterTable, onDamaged: OnDamaged = refuseDamaged) {
    this.#table = table;
    this.#onDamaged = onDamaged;
  }

  /** Returns the names of all connections that were ever synced, configured or not. */
  async connections(): Promise<string[]> {
    return connectionNames(this.#table, this.#onDamaged);
  }

  /**
   * Returns the newest evidence that one collector read in a period, if there is any. Ignores evidence dated in the future;
   * `now` is in milliseconds since 1970.
   */
  async latest(
    connection: string,
    collector: string,
    { now, ...period }: Period & { now: number },
  ): Promise<RecordedEvidence | undefined> {
    const end = endOfPresent(now);
    const { from, to = end } = runsAround(period);
    const read = (page: PageRequest) => this.history(connection, collector, page);
    const fits = (item: Evidence) => !isDatedInFuture(item, now) && isWithin(item.collectedAt, period);
    return firstOf(read, { from, to: to < end ? to : end }, fits);
  }

  /** Returns the evidence of one collector in a time range (by the start of its run). */
  async history(
    connection: string,
    collector: string,
    page: PageRequest = {},
  ): Promise<RegisterPage<RecordedEvidence>> {
    return this.#partition(evidencePartition(connection, collector), EVIDENCE_ITEM, page);
  }

  /**
   * Returns the newest earlier complete evidence of the same tenant, to compare with. If there is no such evidence, or if the
   * given evidence is partial, returns the newest earlier evidence, if there is any.
   */
  async comparedWith(evidence: Evidence): Promise<RecordedEvidence | undefined> {
    const { connection, collector, run } = evidence;
    const before = { to: startOfRun(run) };
    const read = (page: PageRequest) => this.history(connection, collector, page);
    const newest = await firstOf(read, before);
    const fits = (earlier: Evidence) => earlier.complete && isSameTenant(earlier, evidence);
    if (!newest || !evidence.complete || fits(newest)) return newest;
    for await (const earlier of eachItem(read, before)) if (fits(earlier)) return earlier;
    return newest;
  }

  /**
   * Yields the evidence of these collectors that names one of the requirements, newest first. Evidence keeps the
   * requirements of its own time, so any collector's partition may hold some.
   */
  async *forRequirements(
    requirements: readonly RequirementId[],
    sources: readonly EvidenceSource[],
    period: Period = {},
  ): AsyncGenerator<RecordedEvidence> {
    const items = newestFirst(sources, ({ connection, collector }, limit) =>
      eachItem((page) => this.history(connection, collector, page), { ...period, limit }),
    );
    for await (const item of items) if (supportsOneOf(item, requirements)) yield item;
  }

  /** Returns a reader that leaves out damaged items without a report. */
  ignoringDamage(): RegisterReader {
    return new RegisterReader(this.#table, () => {});
  }

  /** Returns what people wrote about one connection's gaps and facts, the oldest first. */
  async annotations(connection: string): Promise<RecordedAnnotation[]> {
    return annotationsOf(this.#table, connection, this.#onDamaged);
  }

  /** Returns the sync runs of one connection. */
  async runs(connection: string, page: PageRequest = {}): Promise<RegisterPage<SyncRun>> {
    return this.#partition(runPartition(connection), RUN_ITEM, page);
  }

  /** Returns the newest sync run that is not dated in the future, if there is one. */
  async latestRun(connection: string, now: number): Promise<SyncRun | undefined> {
    return firstOf((page) => this.runs(connection, page), { to: endOfPresent(now) });
  }

  /** Returns one sync run; undefined if it has not been recorded. */
  async run(connection: string, run: string): Promise<SyncRun | undefined> {
    return itemAt(this.#table, registerKeys.run(connection, run), RUN_ITEM, this.#onDamaged);
  }

  /** Returns the evidence that a run collected, in the order of its outcomes. */
  async evidenceOf({ id, connection, outcomes }: SyncRun): Promise<RecordedEvidence[]> {
    const collected = outcomes.filter(({ outcome }) => outcome === 'collected');
    const keys = collected.map(({ collector }) => registerKeys.evidence(connection, collector, id));
    return itemsAt(this.#table, keys, EVIDENCE_ITEM, this.#onDamaged);
  }

  /** Returns a sync with its evidence, the previous run, and the earlier evidence to compare with. */
  async review(run: SyncRun): Promise<RecordedReview> {
    const { connection, startedAt } = run;
    const evidence = await this.evidenceOf(run);
    const [previousRun, ...earlier] = await Promise.all([
      firstOf((page) => this.runs(connection, page), { to: startedAt }),
      ...evidence.map((item) => this.comparedWith(item)),
    ]);
    return {
      run,
      evidence,
      previousRun,
      previousEvidence: earlier.filter((item) => item !== undefined),
    };
  }

  #partition<Document, Value>(pk: string, kind: ItemKind<Document, Value>, page: PageRequest) {
    return readPartition(this.#table, { pk, kind, onDamaged: this.#onDamaged }, page);
  }
}
