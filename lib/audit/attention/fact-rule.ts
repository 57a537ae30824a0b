import type { CollectorId } from '../../collectors/registry.ts';
import { figureIn } from '../../domain/figure.ts';
import type { Facts } from '../../domain/observation.ts';
import { minuteOf } from '../../domain/time.ts';
import type { Tile } from '../tile.ts';
import type { Found, Judgement, Severity } from './item.ts';
import { basisOf } from './portals.ts';

/** A rule about the facts of one collector's newest evidence. */
export interface FactRule {
  id: string;
  collector: CollectorId;
  /** What the rule asks, as a clause: "whether a high alert is older than 30 days". */
  asks: string;
  /** Whether it finds an object that is missing, so that a partial reading cannot answer it. */
  needsAll?: boolean;
  /** Returns what it found; undefined if the facts do not answer it, for example because an earlier version read them. */
  find(facts: Facts): readonly Found[] | undefined;
}

/** Returns a number among the facts by its path (`bySeverity.high`); null if it is missing or negative. */
export function count(facts: Facts, fact: string): number | null {
  const number = figureIn(facts, { fact });
  return number !== null && number >= 0 ? number : null;
}

/** A rule that finds something if one number among the facts is not zero. */
interface CountRule extends Pick<FactRule, 'id' | 'collector' | 'asks'> {
  /** The path of the number: `bySeverity.high`. */
  fact: string;
  severity: Severity;
  text: (number: number, facts: Facts) => string;
  action: string;
}

/** Returns the fact rule of a number. */
export function countRule({ fact, severity, text, action, ...rule }: CountRule): FactRule {
  return {
    ...rule,
    find(facts) {
      const number = count(facts, fact);
      if (number === null) return undefined;
      return number === 0 ? [] : [{ severity, text: text(number, facts), action }];
    },
  };
}

/** Applies a rule to a collector's newest evidence. An empty answer counts only if the evidence is complete and current. */
export function judge({ id, asks, needsAll, find }: FactRule, tile: Tile | undefined): Judgement {
  const evidence = tile?.evidence;
  const open = (why: string): Judgement => ({ notJudged: [{ asks, why }] });
  if (!tile || !evidence) return open(tile?.why ? `${tile.state}: ${tile.why.name}` : 'never read');
  const { facts, complete, collectedAt, provenance } = evidence;
  const found = find(facts);
  if (!found) return open(`the evidence (collector version ${provenance.collectorVersion}) does not say it`);
  if (!complete && (needsAll || found.length === 0)) return open('only a part was read');
  if (found.length === 0 && (tile.why || tile.stale))
    return open(`the newest evidence is of ${minuteOf(collectedAt)} UTC`);
  return { items: found.map((item) => ({ rule: id, ...item, ...basisOf(evidence) })) };
}
