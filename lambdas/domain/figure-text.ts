import type { Figure } from './figure.ts';

const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const ONE: Record<Exclude<Figure['unit'], '%'>, string> = {
  alerts: 'alert',
  users: 'user',
  policies: 'policy',
};

/** A number as people read it: `1,204`. Null is `none`: the facts hold no number, which is not zero. */
export function numberText(value: number | null): string {
  return value === null ? 'none' : NUMBERS.format(value);
}

/** What the number counts, in the singular where it is one: `alert`, `policies`, `%`. */
export function unitText(value: number | null, unit: Figure['unit']): string {
  return value === 1 && unit !== '%' ? ONE[unit] : unit;
}

/** A figure with its unit: `62.4 %`, `1 alert`, `none`. */
export function figureText(value: number | null, unit: Figure['unit']): string {
  return value === null ? numberText(value) : `${numberText(value)} ${unitText(value, unit)}`;
}

/** What a figure was and what it is: `61.9 → 62.4 %`, `2 → 1 alert`, `none → 62.4 %`. */
export function changeText(before: number | null, after: number | null, unit: Figure['unit']): string {
  if (after === null) return `${figureText(before, unit)} → ${numberText(after)}`;
  return `${numberText(before)} → ${figureText(after, unit)}`;
}
