import type * as z from 'zod/mini';
import type { CloudName } from '../domain/cloud.ts';
import type { SkipReason } from '../domain/collection-outcome.ts';
import type { FactChange } from '../domain/fact-change.ts';
import type { Figures } from '../domain/figure.ts';
import type { Facts } from '../domain/observation.ts';
import type { SourceNeeds } from '../domain/source-needs.ts';
import type { GraphPort, GraphQuery } from '../graph/graph-port.ts';
import type { CollectorView } from './collector-view.ts';
import type { CollectorSandbox } from './sandbox-source.ts';

/** The result of a collector: its facts, and what is missing from them. */
export interface Collected {
  /** One sentence. */
  summary: string;
  facts: Facts;
  /** Sentences that name what is missing; empty if the facts are complete. The caller adds sentences about 206 answers. */
  missing: string[];
  /** Sentences that limit the facts without making them partial. */
  caveats?: string[];
  /** Whether Graph returned no object at all. */
  empty?: boolean;
}

/** The input of a collector in addition to Graph. */
interface CollectOptions {
  /** Milliseconds since 1970. */
  now: number;
  /** The connection's options. A collector reads the options that it declares. */
  options: Readonly<Record<string, unknown>>;
}

/** Reads one kind of facts from Graph: data, and one function without HTTP, AWS or a clock. */
export interface Collector<Id extends string = string> {
  /** At most 40 lower-case letters, digits and dashes: a part of keys and outcomes. */
  id: Id;
  /** Raised when the meaning of a fact changes. */
  version: string;
  title: string;
  needs: SourceNeeds;
  /** Refusals that skip the collector without making the sync incomplete. */
  skips: readonly SkipReason[];
  /** National clouds that do not offer the source. */
  absentFrom: readonly CloudName[];
  /**
   * If Graph ignores `$select`, its answers hold more than was asked for, and only their SHA-256 is kept: always, or unless this
   * option of the collector is true. Without this field, every answer is kept.
   */
  keepsUnselected?: 'never' | { option: string };
  /** Framework id to the ids of the requirements that the evidence supports. */
  evidenceFor: Readonly<Record<string, readonly string[]>>;
  /** The facts that appear in metrics, trends and comparisons. */
  figures: Figures;
  /**
   * Returns the changes between two observations that figures do not show, as codes and numbers, for the event. Its view
   * has the sentences with names. Facts of earlier versions give the changes that they can show.
   */
  factChanges?(before: Facts, after: Facts): FactChange[];
  /** The settings of a connection that only this collector reads, each of them optional. */
  options?: z.ZodMiniObject;
  /** The smallest request that shows whether the source may be read. */
  probe: Omit<GraphQuery<unknown>, 'object'>;
  collect(graph: GraphPort, options: CollectOptions): Promise<Collected>;
  /** Loads the collector's part of the sandbox, which a Lambda function does not need. */
  sandbox(): Promise<CollectorSandbox>;
  /** Loads the part of the collector that only people need, which a Lambda function does not. */
  view(): Promise<CollectorView>;
}
