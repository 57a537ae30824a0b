import type { CloudName } from '../domain/cloud.ts';
import type { SkipReason } from '../domain/collection-outcome.ts';
import type { CollectorId } from '../domain/collector-id.ts';
import type { Figures } from '../domain/figure.ts';
import type { Facts } from '../domain/observation.ts';
import type { SourceNeeds } from '../domain/source-needs.ts';
import type { GraphPort, GraphQuery } from '../graph/graph-port.ts';

/** What a collector found out: its facts, and what it knows to be missing from them. */
export interface Collected {
  /** One plain sentence. */
  summary: string;
  facts: Facts;
  /** Sentences; empty if the facts are complete. The caller adds those about 206 answers. */
  missing: string[];
  /** Sentences that limit the facts without making them partial. */
  caveats?: string[];
  /** Whether Graph gave no object of the source at all. */
  empty?: boolean;
}

/** What a collector may know in addition to Graph. */
export interface CollectOptions {
  /** Milliseconds since 1970. */
  now: number;
  includeUserNames: boolean;
}

/** Reads one kind of fact from Graph. Data and one pure fold: no HTTP, no AWS, no clock of its own. */
export interface Collector {
  id: CollectorId;
  /** Goes up when the meaning of a fact changes. */
  version: string;
  title: string;
  needs: SourceNeeds;
  /** Refusals that are no failure of the sync. */
  skips: readonly SkipReason[];
  /** National clouds that do not have the source. */
  absentFrom: readonly CloudName[];
  /** Framework id to the ids of the requirements that this is evidence for. */
  evidenceFor: Readonly<Record<string, readonly string[]>>;
  /** The facts that metrics, trends and comparisons follow. */
  figures: Figures;
  /** The smallest request that shows whether the source may be read. */
  probe: Omit<GraphQuery<unknown>, 'object'>;
  collect(graph: GraphPort, options: CollectOptions): Promise<Collected>;
  /** Returns a sentence for each other change between two observations than those of figures. */
  changes?(before: Facts, after: Facts): string[];
}
