import type { Unit } from './figure.ts';

const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** Returns a number for people: `1,204`. Null gives the text "none", because the facts hold no number; that is not zero. */
export function numberText(value: number | null): string {
  return value === null ? 'none' : NUMBERS.format(value);
}

/** Returns the unit in the singular or plural that fits the number: `alert`, `policies`, `%`. */
export function unitText(value: number | null, unit: Unit): string {
  if (unit === '%') return unit;
  return value === 1 ? unit.one : unit.many;
}

/** Returns a figure with its unit: `62.4 %`, `1 alert`, `none`. */
export function figureText(value: number | null, unit: Unit): string {
  return value === null ? numberText(value) : `${numberText(value)} ${unitText(value, unit)}`;
}

/** Returns an earlier and a later value of a figure: `61.9 → 62.4 %`, `2 → 1 alert`, `none → 62.4 %`. */
export function changeText(before: number | null, after: number | null, unit: Unit): string {
  if (after === null) return `${figureText(before, unit)} → ${numberText(after)}`;
  return `${numberText(before)} → ${figureText(after, unit)}`;
}

/** Returns the same, or one value that stayed: `62.4 %, as before`. */
export function comparedText(before: number | null, after: number | null, unit: Unit): string {
  return before === after ? `${figureText(after, unit)}, as before` : changeText(before, after, unit);
}

/** Returns a number with its noun: `1 item`, `2 items`, `1 retry`, `3 retries`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${NUMBERS.format(number)} ${number === 1 ? one : many}`;
}
