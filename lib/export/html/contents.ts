import { html } from 'hono/html';
import { counted } from '../../domain/figure-text.ts';
import { folded, type Html } from './html.ts';
import type { Part } from './part.ts';

/** Sections of a part that are listed at once. More of them are folded, so that the parts stay on one screen. */
const SHOWN = 16;

/** The table of contents on a screen, and the one on paper, which names the first page of each part. */
export function contents(parts: readonly Part[]): Html {
  return html`<nav aria-label="Contents" id="contents"><ol>
${parts.map(({ id, title, sections = [] }) => html`<li><a href="#${id}">${title}</a>${sections.length > 0 && sectionsView(sections)}</li>\n`)}</ol></nav>
<table class="printed-contents"><caption>Contents</caption><thead><tr><th scope="col">Part</th><th scope="col">Begins on page</th></tr></thead>
<tbody>${parts.map(({ title }, index) => html`<tr><td>${index + 1} ${title}</td><td>${index + 1}-1</td></tr>`)}</tbody></table>`;
}

function sectionsView(sections: NonNullable<Part['sections']>): Html {
  const list = html`<ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>`;
  return sections.length > SHOWN ? folded(counted(sections.length, 'section'), list) : list;
}

/** Returns the HTML id of a connection's section. */
export function connectionAnchor(name: string): string {
  return `connection-${name}`;
}

/** Returns the HTML id of one connection's evidence of one collector. */
export function evidenceAnchor({ connection, collector }: { connection: string; collector: string }): string {
  return `evidence-${connection}-${collector}`;
}
