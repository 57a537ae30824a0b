import { html } from 'hono/html';
import type { ConnectionReport, EvidenceGroup } from '../../audit/report-data.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { counted } from '../../domain/figure-text.ts';
import { frameworkTitle } from '../../frameworks/frameworks.ts';
import { nameOf } from '../../register/integrity.ts';
import type { RegisterFinding } from '../../register/register-finding.ts';
import { annotationNotes } from './annotation-view.ts';
import { evidenceAnchor } from './contents.ts';
import { folded, type Html, scrollRegion } from './html.ts';
import { provenanceText } from './provenance-text.ts';
import { citedAnchor, syncNumbers } from './sync-numbers.ts';
import { exact } from './time-text.ts';
import { factsFormatter } from './unchanged-facts.ts';

/** Texts that most items of a group have in common: the report shows each once, and omits empty ones. */
const COMMON: readonly [label: string, of: (item: Evidence) => string][] = [
  ['Endpoint', ({ provenance }) => provenance.endpoint],
  [
    'Tenant',
    ({ tenantId, provenance }) => [...new Set([tenantId, provenance.tenantId])].join(', read from '),
  ],
  ['Collector', ({ provenance }) => `${provenance.collector}, version ${provenance.collectorVersion}`],
  ['Evidence for', requirementsText],
  ['Title', ({ title }) => title],
  ['Caveats', ({ caveats }) => caveats.join('; ')],
];

/** Shows one connection's evidence of one collector: what all items have in common, then each item. */
export function evidenceView(
  connection: ConnectionReport,
  { collector, title, items }: EvidenceGroup,
  damaged: readonly RegisterFinding[],
): Html {
  const { name, unrecorded } = connection;
  const common = COMMON.map(([label, of]) => ({ label, of, shared: sharedBy(items, of) }));
  const differing = common.filter(({ shared }) => shared === undefined);
  const numbers = syncNumbers(connection);
  const formatFacts = factsFormatter();
  const problems = new Map(damaged.map(({ item, problem }) => [item, problem]));
  const rows = items.map((item) => {
    const numbered = numbers.get(item.run);
    const number = numbered?.number;
    const sync = number === undefined ? item.run : `sync ${number}`;
    // An item that is not sealed has no place that is the same in each report.
    const id = numbered?.sealed && citedAnchor(name, collector, numbered.anchor);
    const other = differing.map(({ label, of }) => of(item) && html`<br>${label}: ${of(item)}`);
    const problem = problems.get(nameOf(item));
    const lone = unrecorded.includes(item.run) ? 'not recorded' : 'started before the period';
    return html`<tr${id && html` id="${id}"`}><td>${number ?? html`${item.run} (${lone})`}<br>${exact(item.collectedAt)}<td>${item.summary}${!item.complete && html` <b>Partial:</b> ${item.missing.join('; ')}`}${problem && html` <b>This item ${problem}.</b>`}<p>${formatFacts(item.facts, sync)}${other}<td>${provenanceText(item)}\n`;
  });
  const table = html`<table class="evidence"><thead><tr><th scope="col">Sync<br>Collected (UTC)</th><th scope="col">What it says, and its facts</th><th scope="col">Graph’s request-id<br>Date (UTC) · status · objects<br>SHA-256 of the body</th></tr></thead>
<tbody>${rows}</tbody></table>`;
  return html`<section class="group"><h4 id="${evidenceAnchor({ connection: name, collector })}">${title}</h4>
<dl class="common"><div><dt>Items</dt><dd>${counted(items.length, 'item')}</dd></div>${common.map(({ label, shared }) => shared && shared !== title && html`<div><dt>${label}</dt><dd>${shared}</dd></div>`)}</dl>
${collector === 'conditional-access' && annotationNotes(ofPolicies(connection))}${folded(`The ${counted(items.length, 'item')}, each with its facts and answers`, scrollRegion(`${name}: ${title}, evidence items`, table), items.length)}</section>`;
}

/** Returns the annotations about policies: the evidence of Conditional Access holds the facts that they are about. */
function ofPolicies({ annotations }: ConnectionReport) {
  return annotations.filter(({ about }) => 'policy' in about);
}

function sharedBy(items: readonly Evidence[], of: (item: Evidence) => string): string | undefined {
  const [first = ''] = items.map(of);
  return items.every((item) => of(item) === first) ? first : undefined;
}

function requirementsText({ requirements }: Evidence): string {
  const named = requirements.map(({ framework, id, title }) => `${frameworkTitle(framework)} ${id} ${title}`);
  return named.join('; ') || 'no requirement';
}
