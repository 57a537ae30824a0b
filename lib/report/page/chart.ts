import { html, raw } from 'hono/html';
import { counted, unitText } from '../../../lambdas/domain/figure-text.ts';
import type { Trend } from '../model/report-data.ts';
import { chartSpec, type Span } from './chart-spec.ts';
import { chartText } from './chart-text.ts';
import type { Html } from './html.ts';

/** A trend as a figure: the chart, drawn, with its text alternative. */
export async function chart(trend: Trend, span: Span): Promise<Html> {
  const svg = await svgOf(trend, span);
  const described = () => `<svg role="img" aria-label="${html`${chartText(trend)}`}"`;
  return html`<figure class="chart"><figcaption>${captionOf(trend)}</figcaption>
${raw(svg.replace('<svg', described))}</figure>`;
}

function captionOf({ title, unit, leftOut }: Trend): string {
  const partial = leftOut > 0 ? `; ${counted(leftOut, 'partial reading')} left out` : '';
  return `${title} over time (${unitText(null, unit)}${partial})`;
}

/** Drawn without a screen. Loading Vega takes a quarter of a second, so it is loaded where there is something to draw. */
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

/** Without what a single image in HTML has no use for, and to a tenth of a pixel. */
function compact(svg: string): string {
  return svg
    .replace(/ (?:xmlns|xmlns:xlink|version|class|role|aria-[a-z]+|pointer-events)="[^"]*"/g, '')
    .replace(/ (?:d|transform)="[^"]*"/g, (attribute) => attribute.replace(/(\.\d)\d+/g, '$1'));
}
