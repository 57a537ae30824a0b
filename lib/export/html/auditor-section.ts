import { html } from 'hono/html';
import type { ConnectionReport, ReportData } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import { coverageView } from './coverage-view.ts';
import { evidenceView } from './evidence-view.ts';
import type { Html } from './html.ts';
import { integrityView } from './integrity-view.ts';
import { periodRunsView } from './period-runs-view.ts';
import { sandboxMarkOf } from './sandbox-banner.ts';

/** The section for the auditor: the requirements that evidence covers, the syncs, and each evidence item with its provenance. */
export function auditorSection(data: ReportData): Html {
  const { connections, coverage, period, damaged } = data;
  return html`<section aria-labelledby="auditor"><h2 id="auditor">For the auditor</h2>
<h3 id="coverage">Requirements and the evidence for each</h3>
<p>Each requirement with the evidence that is collected for it. Days are days in UTC. ${daysCounted(period.chosen)} ${dayRules(connections)}</p>
${coverage.map(coverageView)}
<h3 id="syncs">Syncs of the period</h3>
<p>A sync reads every kind of evidence once. Its number counts from the first sync of the period and is used below; its run is the name under which the register keeps it.</p>
${connections.map((connection) => html`<h4>${[connection.name, ...sandboxMarkOf(connection)].join(', ')}</h4>${periodRunsView(connection)}`)}
${integrityView(data)}
<h3 id="evidence">Evidence items</h3>
${HOW_TO_READ}
${connections.map((connection) => html`<h4>${[connection.name, ...sandboxMarkOf(connection)].join(', ')}</h4>${connection.evidence.length > 0 ? connection.evidence.map((group) => evidenceView(connection, group, damaged)) : html`<p>No evidence item in the period.</p>`}`)}
</section>`;
}

function daysCounted(chosen: boolean): string {
  const start = chosen ? 'the first day of the period' : 'the day of the connection’s first sync';
  return `Days without evidence are days from ${start} on which a sync was due, each with the reason. Today counts once it is over. A day that is only partly in the period counts if there is evidence of it.`;
}

/** Returns the rule by which a day has evidence, once for all connections that share it. */
function dayRules(connections: readonly ConnectionReport[]): string {
  const synced = connections.filter(({ configured }) => configured);
  const byRule = Map.groupBy(synced, ({ coversHours }) => coversHours);
  const rules = [...byRule].map(([coversHours, those]) => {
    const names = byRule.size > 1 ? ` of ${those.map(({ name }) => name).join(', ')}` : '';
    return coversHours === 0
      ? `A day${names} has evidence if some was read on it, whenever its sync started.`
      : `A day${names} has evidence if the newest evidence on it was at most ${counted(coversHours, 'hour')} old: its syncs are more than a day apart.`;
  });
  return rules.join(' ');
}

const HOW_TO_READ = html`<p>The newest first. An item’s id in the register is connection/collector/run. Facts have the names that the register gives them, as separate words (<code>bySeverity</code> is “by severity”); “none” is a null. A fact “as in” another sync is exactly the same there.</p>
<p>Each item names the answers of Microsoft Graph that it rests on: Graph’s request-id and Date, by which Microsoft support can find the request; the HTTP status; how many objects it held; and the SHA-256 of the body as it was received, after decompression. The register keeps no body: if you have one, you can hash it and compare. Path and query are those of the endpoint unless they are given. The SHA-256 of the answers is that of their bodies’ hashes (hexadecimal), written one after another. The SHA-256 of the evidence item is that of the item as the register holds it, as canonical JSON (RFC 8785). CSV has the same values as <code>answersSha256</code> and <code>sha256</code>.</p>`;
