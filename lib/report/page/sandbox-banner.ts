import { html } from 'hono/html';
import type { ConnectionReport, ReportData } from '../model/report-data.ts';
import type { Html } from './html.ts';

/** What each page of a report on fictional data says, in print too: `styles/sandbox.css` has it for the pages' edges. */
export function sandboxBanner({ fictional, connections }: ReportData): Html | false {
  const named = connections.filter(({ sandboxes }) => sandboxes.length > 0).map(sandboxText);
  return (
    fictional &&
    html`<p class="sandbox" role="note"><b>Sandbox data.</b> This report is on fictional tenants, and no evidence of a real one${named.length > 0 && `: ${named.join('; ')}`}.</p>`
  );
}

/** `default: sandbox tenant healthy`. */
function sandboxText({ name, sandboxes }: ConnectionReport): string {
  return `${name}: sandbox ${sandboxes.length === 1 ? 'tenant' : 'tenants'} ${sandboxes.join(', ')}`;
}

/** The mark behind a connection's name; empty for a real tenant. */
export function sandboxMarkOf({ sandboxes }: ConnectionReport): string[] {
  return sandboxes.length > 0 ? [`sandbox data: ${sandboxes.join(', ')}`] : [];
}
