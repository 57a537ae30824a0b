import { html } from 'hono/html';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import { folded, type Html, scrollRegion } from './html.ts';
import { headRow, labelledCells } from './labelled-row.ts';
import { sandboxMarkOf } from './sandbox-banner.ts';

/** Connections whose facts stand side by side. More of them are the rows of a table. */
const SIDE_BY_SIDE = 2;

/** Rows of the longest table that is open at first, so that the contents are on the first screen. */
const OPEN_ROWS = 8;

/** Shows the tenant, schedule, collector versions and newest checkpoint of each connection. */
export function tenantsView(connections: readonly ConnectionReport[]): Html {
  const all = connections.map(factsOf);
  if (all.length <= SIDE_BY_SIDE) return html`${all.map(sideBySide)}`;
  const labels = all[0]?.map(({ label }) => label) ?? [];
  const rows = all.map(
    (facts) =>
      html`<tr>${labelledCells(
        labels,
        facts.map(({ text }) => text || ''),
      )}</tr>`,
  );
  const table = html`<table class="tenants">${headRow(labels)}<tbody>${rows}</tbody></table>`;
  return folded(
    `${counted(all.length, 'connection')}: tenants, schedules, collectors and checkpoints`,
    scrollRegion('Connections', table),
    all.length > OPEN_ROWS ? undefined : all.length,
  );
}

function sideBySide(facts: ReturnType<typeof factsOf>): Html {
  const shown = facts.filter(({ text }) => text !== '');
  return html`<dl class="standing tenant">
${shown.map(({ label, text }) => html`<div><dt>${label}</dt><dd>${text}</dd></div>\n`)}</dl>`;
}

/** Returns the facts of a connection in their order. A text is empty if `cdk.json` names no domains. */
function factsOf(connection: ConnectionReport): { label: string; text: Html | string }[] {
  const { name, title, domains, schedule, configured, signedIn, seal } = connection;
  const checkpoint = seal?.checkpoint;
  return [
    { label: 'Connection', text: [name, ...sandboxMarkOf(connection).map((mark) => ` (${mark})`)].join('') },
    {
      label: 'Tenant',
      text: html`${title !== null && html`<b>${title}</b> `}${signedIn?.tenantId ?? 'not known'}`,
    },
    { label: 'Domains', text: domains.join(', ') },
    { label: 'Schedule', text: configured ? (schedule ?? 'not known') : 'no longer synced' },
    { label: 'Collectors', text: versionsText(connection) },
    {
      label: 'Checkpoint',
      text: checkpoint ? html`size ${checkpoint.size}, root <code>${checkpoint.root}</code>` : 'none',
    },
  ];
}

/** Returns the versions of the collectors that read the evidence of the period: `secure-score 1 and 2`. */
function versionsText({ evidence }: ConnectionReport): string {
  const named = evidence.map(({ collector, items }) => {
    const versions = new Set(items.map(({ provenance }) => provenance.collectorVersion));
    return `${collector} ${[...versions].toSorted().join(' and ')}`;
  });
  return named.join(', ') || 'no evidence in the period';
}
