import type { Tile } from './tile.ts';

/** A collector's headline figure. `value` is null if there is no evidence or if its facts hold no number. */
export interface StandingFigure
  extends Pick<Tile, 'collector' | 'title' | 'state' | 'value' | 'ageHours' | 'stale'> {
  label: string;
  unit: Tile['headline']['unit'];
  collectedAt: string | null;
  /** The reason of a skip, or the error's name; null if the newest sync read it. */
  why: string | null;
}

/** Returns the headline figure of a tile. */
export function figureOf(tile: Tile): StandingFigure {
  const { collector, title, state, value, ageHours, stale } = tile;
  const { label, unit } = tile.headline;
  const collectedAt = tile.evidence?.collectedAt ?? null;
  const why = tile.why?.name ?? null;
  return { collector, title, state, value, ageHours, stale, label, unit, collectedAt, why };
}
