import type { Unit } from './figure.ts';

const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** A number as people read it: `1,204`. Null is `none`: the facts hold no number, which is not zero. */
export function numberText(value: number | null): string {
  return value === null ? 'none' : NUMBERS.format(value);
}

/** What the number counts, in the singular where it is one: `alert`, `policies`, `%`. */
export function unitText(value: number | null, unit: Unit): string {
  if (unit === '%') return unit;
  return value === 1 ? unit.one : unit.many;
}

/** A figure with its unit: `62.4 %`, `1 alert`, `none`. */
export function figureText(value: number | null, unit: Unit): string {
  return value === null ? numberText(value) : `${numberText(value)} ${unitText(value, unit)}`;
}

/** What a figure was and what it is: `61.9 → 62.4 %`, `2 → 1 alert`, `none → 62.4 %`. */
export function changeText(before: number | null, after: number | null, unit: Unit): string {
  if (after === null) return `${figureText(before, unit)} → ${numberText(after)}`;
  return `${numberText(before)} → ${figureText(after, unit)}`;
}

/** A number with what it counts: `1 item`, `2 items`, `1 retry`, `3 retries`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${NUMBERS.format(number)} ${number === 1 ? one : many}`;
}
