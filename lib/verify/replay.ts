import { knownCollector } from '../collectors/registry.ts';
import type { Facts } from '../domain/observation.ts';
import { Provenance } from '../domain/provenance.ts';
import { ReplayedGraph } from '../graph/replayed-graph.ts';
import { LEFT_OUT } from '../http/credentials/credential-guard.ts';
import { canonicalJson } from '../log/document.ts';

/** Evidence whose answers were kept. */
interface ReplayedEvidence {
  facts: Facts;
  /** Provenance as the document has it. An older version may have written less. */
  provenance: unknown;
}

/** What repeating a reading showed; `why` ends a sentence. */
type Replay =
  | { outcome: 'same' }
  /** The facts are the same, except for texts that were left out because they repeated a credential. */
  | { outcome: 'same-but-left-out' }
  | { outcome: 'differs'; why: string }
  | { outcome: 'not-replayed'; why: string };

/**
 * Repeats a collector's work on the kept answers: the same version of the collector, at the same time and with the same
 * options. Compares the facts as canonical JSON. `body` returns the nth answer, counted from 1.
 */
export async function replay(
  id: string,
  { facts, provenance }: ReplayedEvidence,
  body: (nth: number) => Promise<Buffer>,
): Promise<Replay> {
  const read = Provenance.safeParse(provenance).data;
  const now = Date.parse(read?.asOf ?? '');
  if (!read || Number.isNaN(now)) return notReplayed('it does not say how and when they were read');
  const collector = knownCollector(id);
  if (!collector) return notReplayed('this version of m365-evidence does not have the collector');
  if (collector.version !== read.collectorVersion)
    return notReplayed(
      `version ${read.collectorVersion} of the collector read them, and this program has version ${collector.version}`,
    );
  const graph = new ReplayedGraph({ provenance: read, body });
  try {
    const repeated = await collector.collect(graph, { now, options: read.options ?? {} });
    if (graph.unused > 0) return differs(`they hold ${graph.unused} that the collector does not ask for`);
    return compared(facts, repeated.facts);
  } catch (error) {
    return differs(`the collector cannot read them (${(error as Error).message})`);
  }
}

const notReplayed = (why: string): Replay => ({ outcome: 'not-replayed', why });
const differs = (why: string): Replay => ({ outcome: 'differs', why });

function compared(recorded: Facts, repeated: Facts): Replay {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(repeated)])];
  const different = names.filter((name) => !isSame(recorded[name], repeated[name]));
  if (different.length === 0) return { outcome: 'same' };
  const other = different.filter((name) => !isSame(recorded[name], leftOut(repeated[name], recorded[name])));
  return other.length === 0
    ? { outcome: 'same-but-left-out' }
    : differs(`they give other facts: ${other.join(', ')}`);
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson({ fact: one }) === canonicalJson({ fact: other });
}

/** Leaves out the texts that the sync left out. The token that they repeated is not known any more. */
function leftOut(repeated: unknown, recorded: unknown): unknown {
  if (recorded === LEFT_OUT && typeof repeated === 'string') return LEFT_OUT;
  if (Array.isArray(repeated) && Array.isArray(recorded))
    return repeated.map((entry, index) => leftOut(entry, recorded[index]));
  if (!isObject(repeated) || !isObject(recorded)) return repeated;
  return Object.fromEntries(
    Object.entries(repeated).map(([name, entry]) => [name, leftOut(entry, recorded[name])]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
