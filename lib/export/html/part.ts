import { html } from 'hono/html';
import type { Html } from './html.ts';

/** A part of the report. On paper it begins on a new page, and its pages are numbered on their own: 4-1, 4-2. */
export interface Part {
  /** Its HTML id. */
  id: string;
  title: string;
  view: Html;
  /** The sections that the contents list below it. */
  sections?: readonly { id: string; title: string }[];
}

/** Shows a part under its number and heading, with a link back to the contents. */
export function partView({ id, title, view }: Part, number: number): Html {
  return html`<section class="part part-${number}" aria-labelledby="${id}"><h2 id="${id}">${number} ${title} <a class="back" href="#contents" aria-label="Back to the contents">↑</a></h2>
${view}</section>`;
}
