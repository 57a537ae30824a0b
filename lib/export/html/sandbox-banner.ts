import { html } from 'hono/html';
import type { ConnectionReport, ReportData } from '../../audit/report-data.ts';
import type { Html } from './html.ts';

/** The banner at the top of a report on fictional data. `styles/sandbox.css` repeats it in the margin of each printed page. */
export function sandboxBanner({ fictional, connections }: ReportData): Html | false {
  const named = connections.filter(({ sandboxes }) => sandboxes.length > 0).map(sandboxText);
  return (
    fictional &&
    html`<p class="sandbox" role="note"><b>Sandbox data.</b> This report is about fictional tenants and is no evidence of a real one${named.length > 0 && `: ${named.join('; ')}`}.</p>`
  );
}

/** Returns `default: sandbox tenant healthy`, for example. */
function sandboxText({ name, sandboxes }: ConnectionReport): string {
  return `${name}: sandbox ${sandboxes.length === 1 ? 'tenant' : 'tenants'} ${sandboxes.join(', ')}`;
}

/** Returns the mark that follows a connection's name; empty for a real tenant. */
export function sandboxMarkOf({ sandboxes }: ConnectionReport): string[] {
  return sandboxes.length > 0 ? [`sandbox data: ${sandboxes.join(', ')}`] : [];
}
