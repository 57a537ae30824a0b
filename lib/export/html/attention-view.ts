import { html } from 'hono/html';
import type { ReportedAnnotation } from '../../audit/annotations.ts';
import { attentionCounts, notJudgedText, severitiesText } from '../../audit/attention/counts.ts';
import type { AttentionItem, NotJudged } from '../../audit/attention/item.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import { sentence } from '../../domain/plain-text.ts';
import { evidenceAnchor } from './contents.ts';
import { folded, type Html } from './html.ts';
import { outLink } from './out-link.ts';
import { recentRunsAnchor } from './recent-runs-view.ts';
import { severityMark } from './severity-mark.ts';
import { moment } from './time-text.ts';

/** Items that are shown at once; the others, which are of the lowest severity, are folded. */
const SHOWN = 8;

/** Most details of an item that are not folded. */
const UNFOLDED = 4;

/** Lists what needs attention in a connection, the most severe first, and what could not be judged. */
export function attentionView(connection: ConnectionReport): Html {
  const { items, notJudged } = connection.attention;
  const [shown, others] = [items.slice(0, SHOWN), items.slice(SHOWN)];
  const counts = attentionCounts(connection.attention);
  const view = (item: AttentionItem) => itemView(item, connection);
  return html`<div class="attention-list"><h4>What needs attention${items.length > 0 && html`<span class="counts">${severitiesText(counts)}</span>`}</h4>
${items.length === 0 ? html`<p>${nothingText(notJudged)}</p>` : html`<ol>${shown.map(view)}</ol>`}
${others.length > 0 && folded(counted(others.length, 'more item'), html`<ol start="${SHOWN + 1}">${others.map(view)}</ol>`)}
${notJudged.length > 0 && notJudgedView(notJudged, notJudgedText(counts))}</div>`;
}

function nothingText(notJudged: readonly NotJudged[]): string {
  if (notJudged.length === 0) return 'No rule found anything. Every rule could be judged.';
  return 'No rule found anything in what was read. That is not all: some questions could not be judged.';
}

function itemView(item: AttentionItem, connection: ConnectionReport): Html {
  const { severity, text, action, details = [], annotations } = item;
  return html`<li class="${severity}">${severityMark(severity)}<div><p class="fact">${text}</p>
<p class="action">${action}${item.portal && html` ${outLink(item.portal.url, item.portal.title)}`} ${sourceView(item, connection)}</p>
${detailsView(details)}
${annotations.map(annotationView)}</div></li>`;
}

function detailsView(details: readonly string[]): Html | false {
  const list = html`<ul>${details.map((detail) => html`<li>${detail}</li>`)}</ul>`;
  if (details.length <= UNFOLDED) return details.length > 0 && list;
  return folded(`All ${details.length}`, list);
}

/** Shows when the fact was read, as a link to the evidence or the sync if the report lists it. */
function sourceView({ source }: AttentionItem, { name, evidence }: ConnectionReport): Html | false {
  if (!source) return false;
  const { collector, run, at } = source;
  const group = evidence.find((one) => one.collector === collector);
  if (collector === null) return html`<a href="#${recentRunsAnchor(name)}">Sync of ${moment(at)}</a>`;
  const isListed = group?.items.some((item) => item.run === run);
  const said = html`Read ${moment(at)}`;
  return isListed
    ? html`<a href="#${evidenceAnchor({ connection: name, collector })}">${said}</a>`
    : html`<span>${said}</span>`;
}

function annotationView({ reason, owner, until, ticket, expired, sealed }: ReportedAnnotation): Html {
  return html`<p class="annotation"><b>${expired ? 'Expired annotation' : 'Annotation'}:</b> ${sentence(reason)} Owner: ${owner}. ${expired ? 'Expired after' : 'Until'} ${until}.${ticket && ` Ticket: ${ticket}.`}${!sealed && ' Not sealed yet.'}</p>`;
}

function notJudgedView(notJudged: readonly NotJudged[], summary: string): Html {
  return html`<details class="not-judged"><summary>${summary}</summary>
<ul>${notJudged.map(({ why, asks }) => html`<li><b>${sentence(capital(why))}</b> Not known: ${asks.join('; ')}.</li>`)}</ul></details>`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
