import type { Series, Trend } from '../../audit/trend.ts';
import { counted, figureText } from '../../domain/figure-text.ts';
import { extent } from './chart-spec.ts';

/** Returns a chart's text alternative, which screen readers read aloud. */
export function chartText({ title, unit, series, leftOut }: Trend): string {
  const partial = leftOut > 0 ? ` ${counted(leftOut, 'partial reading')} left out.` : '';
  return `${title} over time.${partial} ${series.map((one) => seriesText(one, unit)).join(' ')}`;
}

function seriesText({ label, stretches }: Series, unit: Trend['unit']): string {
  const readings = stretches.flat();
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last) return `${label}: no reading.`;
  const values = readings.map(({ value }) => value);
  const [lowest, highest] = extent(values);
  const said = (value: number) => figureText(value, unit);
  if (readings.length === 1)
    return `${label}: one reading, ${said(first.value)} on ${first.at.slice(0, 10)}.`;
  const gaps = stretches.length > 1 ? `, with ${counted(stretches.length - 1, 'gap')}` : '';
  return `${label}: ${counted(readings.length, 'reading')}${gaps}, first ${said(first.value)} on ${first.at.slice(0, 10)}, last ${said(last.value)} on ${last.at.slice(0, 10)}, lowest ${said(lowest)}, highest ${said(highest)}.`;
}
