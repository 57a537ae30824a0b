import { html } from 'hono/html';
import type { Html } from './html.ts';
import type { Part } from './part.ts';

/** The table of contents on a screen, and the one on paper, which names the first page of each part. */
export function contents(parts: readonly Part[]): Html {
  return html`<nav aria-label="Contents" id="contents"><ol>
${parts.map(({ id, title, sections = [] }) => html`<li><a href="#${id}">${title}</a>${sections.length > 0 && html`<ul>${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}</ul>`}</li>\n`)}</ol></nav>
<table class="printed-contents"><caption>Contents</caption><thead><tr><th scope="col">Part</th><th scope="col">Begins on page</th></tr></thead>
<tbody>${parts.map(({ title }, index) => html`<tr><td>${index + 1} ${title}</td><td>${index + 1}-1</td></tr>`)}</tbody></table>`;
}

/** Returns the HTML id of a connection's section. */
export function connectionAnchor(name: string): string {
  return `connection-${name}`;
}

/** Returns the HTML id of one connection's evidence of one collector. */
export function evidenceAnchor({ connection, collector }: { connection: string; collector: string }): string {
  return `evidence-${connection}-${collector}`;
}
