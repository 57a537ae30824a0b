import type { TopLevelSpec } from 'vega-lite';
import type { Reading, Series, Trend } from '../../audit/trend.ts';
import { DAY } from '../../domain/time.ts';

/** Milliseconds since 1970. */
export type Span = [from: number, to: number];

/** Pixels, for the width of a phone; wider screens scale the chart up. */
const WIDTH = 340;
/** Makes rows taller if there are few of them, so that all charts are about equally tall. */
const rowHeight = (rows: number) => Math.max(34, Math.round(210 / rows) - 22);

/**
 * Returns a trend as a Vega-Lite chart over the span, in UTC. Each series has a row under its own name, and all rows
 * share one scale, so that lines do not cross and need no colours. https://vega.github.io/vega-lite/docs/facet.html
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
        ...(trend.gaps.length > 0 ? [gapMarks(trend, span)] : []),
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

/** Returns the gaps as bands behind the lines of each row, in pixels: a band on the time axis would widen its domain. */
function gapMarks({ gaps }: Trend, [start, end]: Span) {
  const pixel = (time: number) => Math.min(WIDTH, Math.max(0, ((time - start) / (end - start)) * WIDTH));
  const values = gaps.map(({ from, to }) => ({
    left: pixel(Date.parse(from)),
    right: pixel(to === null ? end : Date.parse(to)),
  }));
  return {
    data: { values },
    mark: { type: 'rect' as const, color: 'var(--line)', opacity: 0.6 },
    encoding: {
      x: { field: 'left', type: 'quantitative' as const, scale: null, axis: null },
      x2: { field: 'right' },
      y: { value: 0 },
      y2: { value: 'height' as const },
    },
  };
}

/**
 * Returns the readings at which a line turns or ends, each with the index of its stretch. Omits a reading between two
 * equal ones, because the line is straight there. Marks the last reading, and each single reading of a stretch.
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

/** Returns the limits of the value axis: counts start at 0, percentages at the multiples of 5 around their values. */
export function valueDomain(values: readonly number[], unit: Trend['unit']): [number, number] {
  const [lowest, highest] = extent(values);
  if (unit !== '%') return [0, Math.max(1, highest)];
  const low = Math.max(0, Math.floor((lowest - 1) / 5) * 5);
  return [low, Math.min(100, Math.max(low + 5, Math.ceil((highest + 1) / 5) * 5))];
}

/**
 * Returns the lowest and the highest value. `Math.min(...values)` would fail, because a register may hold more values than
 * a call takes arguments.
 */
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
