import type { CollectionOutcome, SkipReason } from './collection-outcome.ts';
import { type GraphWords, stated } from './graph-words.ts';
import type { RunOutcome } from './sync-run.ts';

const SKIPPED_BECAUSE: Record<SkipReason, string> = {
  'license-missing': 'The tenant has no licence for it.',
  'permission-missing': 'The app registration may not read it.',
  'not-in-this-cloud': "Microsoft does not offer it in the connection's national cloud.",
};

/** The reason why a collector read nothing, for people. */
export interface Unread {
  /** The reason of a skip, or the error's name. */
  name: string;
  message: string;
  /** What a person can do about it. */
  remedy: string;
  /** Graph's own words; absent if no answer of Graph is the cause. */
  graph?: GraphWords | undefined;
}

/** Returns why a collector read nothing; undefined if it collected. */
export function unreadReason(outcome: RunOutcome | CollectionOutcome): Unread | undefined {
  if (outcome.outcome === 'collected') return undefined;
  // Runs of earlier versions have no `graph`, or have it in the error.
  if (outcome.outcome === 'failed') return { ...outcome.error, graph: outcome.graph ?? outcome.error.graph };
  const { reason, remedy, graph } = outcome;
  return { name: reason, message: SKIPPED_BECAUSE[reason], remedy, graph };
}

/** Returns a sentence with Graph's own words; blank if the message already contains them. */
export function graphQuoteUnlessRepeated({ message, graph }: Pick<Unread, 'message' | 'graph'>): string {
  const repeated =
    graph?.message && message.includes(graph.message) && message.includes(graph.requestId ?? '');
  return repeated ? '' : graphQuote({ graph });
}

/** Returns a sentence with Graph's own words; blank if there are no words. */
export function graphQuote({ graph }: Pick<Unread, 'graph'>): string {
  if (!graph) return '';
  const words = stated(graph);
  const quote = graph.requestId ? `request-id ${graph.requestId}` : 'no request-id';
  return `Graph's own words: ${words || 'no status'} (${quote}).`;
}
