import type { Facts } from './observation.ts';

/** The unit of a figure: a noun in singular and plural, or per cent. */
export type Unit = '%' | { one: string; many: string };

/** A number among an observation's facts that people follow over time. */
export interface Figure {
  /** Path in the facts: `unresolved`, `bySeverity.high`. It is also the figure's name in events and exports. */
  fact: string;
  /** One or two words for people. */
  label: string;
  unit: Unit;
  /** Name of its CloudWatch metric. */
  metric: string;
}

/** The figures of a collector: the most important one, and its breakdown into parts or states. */
export interface Figures {
  headline: Figure;
  breakdown: readonly Figure[];
}

/** Returns all figures of a collector by its id; empty if this version does not know the collector. */
export type FiguresOf = (collector: string) => readonly Figure[];

export function everyFigure({ headline, breakdown }: Figures): Figure[] {
  return [...new Set([headline, ...breakdown])];
}

/** Returns the figure's number in the facts; null if they hold no number for it, which is not the same as zero. */
export function figureIn(facts: Facts, { fact }: Pick<Figure, 'fact'>): number | null {
  const found = fact.split('.').reduce<unknown>((value, key) => {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return isObject ? (value as Facts)[key] : undefined;
  }, facts);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}
