import type { Facts } from './observation.ts';

/** What a figure counts, in its two forms; a percentage counts nothing. */
export type Unit = '%' | { one: string; many: string };

/** A number among an observation's facts that people follow over time. */
export interface Figure {
  /** Its place among the facts: `unresolved`, `bySeverity.high`. It is also its name where it stands alone. */
  fact: string;
  /** For people, in a word or two. */
  label: string;
  unit: Unit;
  /** Its CloudWatch metric. */
  metric: string;
}

/** What a collector's evidence is followed by: the figure that stands for it, and the parts or states behind that one. */
export interface Figures {
  headline: Figure;
  breakdown: readonly Figure[];
}

/** Every figure of a collector by its id; none where it is no collector of this version. */
export type FiguresOf = (collector: string) => readonly Figure[];

export function everyFigure({ headline, breakdown }: Figures): Figure[] {
  return [...new Set([headline, ...breakdown])];
}

/** The figure in these facts; null where they hold no number for it, which is not zero. */
export function figureIn(facts: Facts, { fact }: Pick<Figure, 'fact'>): number | null {
  const found = fact.split('.').reduce<unknown>((value, key) => {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return isObject ? (value as Facts)[key] : undefined;
  }, facts);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** A figure that is another in later facts than in earlier ones. */
export interface ChangedFigure {
  figure: Figure;
  before: number | null;
  after: number | null;
}

/** The figures that differ, in their order. */
export function changedFigures(figures: readonly Figure[], earlier: Facts, later: Facts): ChangedFigure[] {
  return figures.flatMap((figure) => {
    const [before, after] = [figureIn(earlier, figure), figureIn(later, figure)];
    return before === after ? [] : [{ figure, before, after }];
  });
}
