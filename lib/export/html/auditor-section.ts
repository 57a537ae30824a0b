import { html } from 'hono/html';
import type { ConnectionReport, ReportData } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import { annotationsView } from './annotation-view.ts';
import { evidenceAnchor } from './contents.ts';
import { coverageView } from './coverage-view.ts';
import { evidenceView } from './evidence-view.ts';
import type { Html } from './html.ts';
import { integrityView } from './integrity-view.ts';
import type { Part } from './part.ts';
import { periodRunsView } from './period-runs-view.ts';
import { populationView } from './population-view.ts';
import { sandboxMarkOf } from './sandbox-banner.ts';
import { scopeView } from './scope-view.ts';
import { signOffView } from './sign-off-view.ts';

/** The parts for the auditor: the requirements that evidence covers, the syncs, and each evidence item with its provenance. */
export function auditorParts(data: ReportData): Part[] {
  const { connections } = data;
  return [
    { id: 'scope', title: 'Scope', view: scopeView(data) },
    { id: 'coverage', title: 'Requirements and the evidence for each', view: coveragePart(data) },
    { id: 'syncs', title: 'Syncs: population, sample and annotations', view: syncsPart(data) },
    { id: 'integrity', title: 'Integrity of the register', view: integrityView(data) },
    {
      id: 'evidence',
      title: 'Evidence items',
      view: evidencePart(data),
      sections: connections.flatMap(({ name, evidence }) =>
        evidence.map(({ collector, title }) => ({
          id: evidenceAnchor({ connection: name, collector }),
          title: connections.length > 1 ? `${name}: ${title}` : title,
        })),
      ),
    },
    { id: 'sign-off', title: 'Prepared and reviewed', view: signOffView(data) },
  ];
}

const connectionHeading = (connection: ConnectionReport): Html =>
  html`<h3>${[connection.name, ...sandboxMarkOf(connection)].join(', ')}</h3>`;

function coveragePart({ connections, coverage, period }: ReportData): Html {
  return html`<p>Each requirement with the evidence that is collected for it. Days are days in UTC. ${daysCounted(period.chosen)} ${dayRules(connections)}</p>
${coverage.map((framework) => coverageView(framework, connections))}`;
}

function syncsPart({ connections }: ReportData): Html {
  return html`<p>The population is each sync that was due by the schedule. A sync reads every kind of evidence once. Its number is its place in the signed log, which is the same in each report and in a pack; without a log it counts from the first sync of the period. Its run is the name under which the register keeps it.</p>
${connections.map((connection) => html`${connectionHeading(connection)}${populationView(connection)}<h4>Each sync</h4>${periodRunsView(connection)}<h4>Annotations</h4>${annotationsView(connection)}`)}`;
}

function evidencePart({ connections, damaged }: ReportData): Html {
  return html`${HOW_TO_READ}
${connections.map((connection) => html`${connectionHeading(connection)}${connection.evidence.length > 0 ? connection.evidence.map((group) => evidenceView(connection, group, damaged)) : html`<p>No evidence item in the period.</p>`}`)}`;
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
<p>Each item names the answers of Microsoft Graph that it rests on: Graph’s request-id and Date, by which Microsoft support can find the request; the HTTP status; how many objects it held; and the SHA-256 of the body as it was received, after decompression, without the values that an item lists as withheld. A pack has the bodies that the vault kept: hash one and compare. Path and query are those of the endpoint unless they are given. The SHA-256 of the answers is that of their bodies’ hashes (hexadecimal), written one after another. The SHA-256 of the evidence item is that of the item as the register holds it, as canonical JSON (RFC 8785). CSV has the same values as <code>answersSha256</code> and <code>sha256</code>.</p>`;
