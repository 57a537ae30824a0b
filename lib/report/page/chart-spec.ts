import type { TopLevelSpec } from 'vega-lite';
import { DAY } from '../../../lambdas/domain/time.ts';
import type { Reading, Series, Trend } from '../model/report-data.ts';

/** Milliseconds since 1970. */
export type Span = [from: number, to: number];

/** In pixels, drawn for a phone: a wider place shows it larger. */
const WIDTH = 340;
/** Fewer rows are taller, so that charts side by side are about as tall. */
const rowHeight = (rows: number) => Math.max(34, Math.round(210 / rows) - 22);

/**
 * A trend as a Vega-Lite chart over the span, in UTC: a row for each series, under its name and all on one scale, so
 * that lines neither cross nor need a colour to be told apart. https://vega.github.io/vega-lite/docs/facet.html
 */
export function chartSpec(trend: Trend, span: Span): TopLevelSpec {
  const readings = trend.series.flatMap(readingsOf);
  const domain = valueDomain(
    readings.map(({ value }) => value),
    trend.unit,
  );
  const alone = trend.series.length === 1;
  const row = { field: 'series', type: 'nominal' as const, sort: trend.series.map(({ label }) => label) };
  return {
    padding: 4,
    data: { values: readings },
    facet: {
      row: { ...row, header: alone ? null : { title: null, labelOrient: 'top', labelAnchor: 'start' } },
    },
    spacing: 4,
    spec: {
      width: WIDTH,
      height: rowHeight(trend.series.length),
      encoding: {
        x: {
          field: 'at',
          type: 'temporal',
          scale: { type: 'utc', domain: span },
          axis: { title: null, format: dateFormat(span), tickCount: 4, grid: false, labelFlush: true },
        },
        y: {
          field: 'value',
          type: 'quantitative',
          scale: { domain },
          axis: {
            title: null,
            format: ',d',
            domain: false,
            ticks: false,
            ...(alone ? { tickCount: 3 } : { values: domain }),
          },
        },
      },
      layer: [
        { mark: { type: 'line', strokeWidth: 1.5 }, encoding: { detail: { field: 'stretch' } } },
        {
          mark: { type: 'point', filled: true, opacity: 1, size: 30 },
          transform: [{ filter: 'datum.marked' }],
        },
      ],
    },
    config: {
      aria: false,
      background: 'transparent',
      font: 'sans-serif',
      view: { stroke: null },
      mark: { color: 'var(--line-of-chart)' },
      header: { labelFontSize: 13, labelColor: 'var(--ink)', labelPadding: 2 },
      axis: {
        labelFontSize: 13,
        labelColor: 'var(--muted)',
        domainColor: 'var(--line-strong)',
        tickColor: 'var(--line-strong)',
        gridColor: 'var(--line)',
      },
    },
  };
}

/**
 * The readings that a line turns at or ends with, each with the stretch that it belongs to; between equal ones, a line
 * goes on without them. The last is marked, and one that stands alone.
 */
function readingsOf({ label, stretches }: Series) {
  const last = stretches.at(-1)?.at(-1);
  return stretches.flatMap((stretch, index) =>
    stretch.filter(turns).map((reading) => ({
      at: Date.parse(reading.at),
      value: reading.value,
      series: label,
      stretch: index,
      marked: stretch.length === 1 || reading === last,
    })),
  );
}

function turns({ value }: Reading, index: number, stretch: readonly Reading[]): boolean {
  return value !== stretch[index - 1]?.value || value !== stretch[index + 1]?.value;
}

/** Counts start at zero; a percentage fills its chart, in steps of five. */
export function valueDomain(values: readonly number[], unit: Trend['unit']): [number, number] {
  const [lowest, highest] = extent(values);
  if (unit !== '%') return [0, Math.max(1, highest)];
  const low = Math.max(0, Math.floor((lowest - 1) / 5) * 5);
  return [low, Math.min(100, Math.max(low + 5, Math.ceil((highest + 1) / 5) * 5))];
}

/** The lowest and the highest; a register may hold more values than a call takes arguments. */
export function extent(values: readonly number[]): [lowest: number, highest: number] {
  return values.reduce(
    ([lowest, highest], value) => [Math.min(lowest, value), Math.max(highest, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

function dateFormat([from, to]: Span): string {
  const days = (to - from) / DAY;
  if (days <= 3) return '%-d %b %H:%M';
  return days <= 300 ? '%-d %b' : '%b %Y';
}
