import { html } from 'hono/html';
import type { ReportData } from '../../audit/report-data.ts';
import type { Html } from './html.ts';

/** The table of contents. */
export function contents({ connections }: ReportData): Html {
  return html`<nav aria-label="Contents"><ul>
<li><a href="#engineer">For the security engineer</a>${connections.length > 0 && html`<ul>${connections.map(({ name }) => html`<li><a href="#${connectionAnchor(name)}">${name}</a></li>`)}</ul>`}</li>
<li><a href="#auditor">For the auditor</a><ul><li><a href="#coverage">Requirements</a></li><li><a href="#syncs">Syncs</a></li><li><a href="#integrity">Integrity</a></li><li><a href="#evidence">Evidence items</a></li></ul></li>
</ul></nav>`;
}

/** Returns the HTML id of a connection's section. */
export function connectionAnchor(name: string): string {
  return `connection-${name}`;
}

/** Returns the HTML id of one connection's evidence of one collector. */
export function evidenceAnchor({ connection, collector }: { connection: string; collector: string }): string {
  return `evidence-${connection}-${collector}`;
}
