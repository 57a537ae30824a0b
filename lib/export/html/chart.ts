import { html, raw } from 'hono/html';
import type { Trend } from '../../audit/trend.ts';
import { counted, unitText } from '../../domain/figure-text.ts';
import { minuteOf } from '../../domain/time.ts';
import { chartSpec, type Span } from './chart-spec.ts';
import { chartText } from './chart-text.ts';
import { folded, type Html } from './html.ts';

/** The newest gaps are listed; the coverage of requirements lists all days without evidence. */
const MOST_GAPS = 20;

/** Draws a trend as an HTML figure with a text alternative. */
export async function chart(trend: Trend, span: Span): Promise<Html> {
  const svg = await svgOf(trend, span);
  const described = () => `<svg role="img" aria-label="${html`${chartText(trend)}`}"`;
  return html`<figure class="chart"><figcaption>${captionOf(trend)}</figcaption>
${raw(svg.replace('<svg', described))}${gapsView(trend)}</figure>`;
}

/** Lists the gaps, which the chart marks as bands, with their reasons. */
function gapsView({ gaps }: Trend): Html | false {
  const shown = gaps.slice(-MOST_GAPS);
  const rest = gaps.length - shown.length;
  const list = html`<ul>${shown.map(({ from, to, why }) => html`<li>${minuteOf(from)} to ${to === null ? 'the end' : minuteOf(to)}: ${why}</li>`)}${rest > 0 && html`<li>and ${rest} earlier</li>`}</ul>`;
  return gaps.length > 0 && folded(`${counted(gaps.length, 'gap')}, with the reasons`, list);
}

function captionOf({ title, unit, leftOut }: Trend): string {
  const partial = leftOut > 0 ? `; ${counted(leftOut, 'partial reading')} left out` : '';
  return `${title} over time (${unitText(null, unit)}${partial})`;
}

/** Draws an SVG without a browser. Vega takes a quarter of a second to load, so it is loaded only if there is a trend to draw. */
async function svgOf(trend: Trend, span: Span): Promise<string> {
  const { parse, View } = await import('vega');
  const { compile } = await import('vega-lite');
  const view = new View(parse(compile(chartSpec(trend, span)).spec), { renderer: 'none' });
  try {
    return compact(await view.toSVG());
  } finally {
    view.finalize();
  }
}

/** Removes the attributes that an inline SVG does not need, and rounds coordinates to a tenth of a pixel. */
function compact(svg: string): string {
  return svg
    .replace(/ (?:xmlns|xmlns:xlink|version|class|role|aria-[a-z]+|pointer-events)="[^"]*"/g, '')
    .replace(/ (?:d|transform)="[^"]*"/g, (attribute) => attribute.replace(/(\.\d)\d+/g, '$1'));
}
