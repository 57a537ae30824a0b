import { html } from 'hono/html';
import type { ReportData } from '../../audit/report-data.ts';
import type { Html } from './html.ts';

const SIGNATURES = ['Prepared by', 'Reviewed by'];

/** The last page: room for the people who prepared and reviewed the report, who sign what it names. */
export function signOffView({ id, written }: ReportData): Html {
  return html`<p>Report ${id}, written with ${written.software}. Sign after you compared this id with the id in the head of the report.</p>
${SIGNATURES.map((label) => html`<dl class="signature">${[label, 'Role', 'Date', 'Signature'].map((field) => html`<div><dt>${field}</dt><dd></dd></div>`)}</dl>`)}`;
}
