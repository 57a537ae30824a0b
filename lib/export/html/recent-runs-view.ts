import { html } from 'hono/html';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { titleOf } from '../../collectors/registry.ts';
import type { Failure } from '../../domain/failure.ts';
import { graphQuote, graphQuoteUnlessRepeated, unreadReason } from '../../domain/outcome-text.ts';
import { sentence } from '../../domain/plain-text.ts';
import { rejectionOf } from '../../domain/rejection.ts';
import type { RunOutcome, SyncRun } from '../../domain/sync-run.ts';
import { type Html, scrollRegion } from './html.ts';
import { exact } from './time-text.ts';

/** Returns the HTML id of a connection's last syncs. */
export function recentRunsAnchor(name: string): string {
  return `recent-${name}`;
}

/** Lists the last syncs: what each did not collect, why, and what to do about it. */
export function recentRunsView({ name, recentRuns }: ConnectionReport): Html {
  return scrollRegion(
    `${name}: recent syncs`,
    html`<table class="recent-runs" id="${recentRunsAnchor(name)}"><thead><tr><th scope="col">Started (UTC)</th><th scope="col">Took</th><th scope="col">Status</th><th scope="col">Outcomes</th></tr></thead>
<tbody>${recentRuns.map(
      (run) =>
        html`<tr><td class="time" data-label="Started">${exact(run.startedAt).slice(0, 19)}</td><td data-label="Took">${took(run)}</td><td data-label="Status">${run.status}</td><td>${outcomesView(run)}</td></tr>`,
    )}</tbody></table>`,
  );
}

function took({ startedAt, endedAt }: SyncRun): string {
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000;
  return Number.isFinite(seconds) ? `${seconds.toFixed(1)} s` : 'unknown';
}

function outcomesView({ outcomes, error }: SyncRun): Html {
  const others = outcomes.filter(({ outcome }) => outcome !== 'collected');
  const collected = outcomes.flatMap((outcome) =>
    outcome.outcome === 'collected'
      ? [`${titleOf(outcome.collector)}${outcome.complete === false ? ' (partial)' : ''}`]
      : [],
  );
  const complete = outcomes.every((outcome) => outcome.outcome === 'collected' && outcome.complete !== false);
  if (!error && complete) return html`All ${outcomes.length} collected`;
  return html`${collected.length > 0 && html`<p>Collected: ${collected.join(', ')}</p>`}
${error && html`<p><b>${rejectionOf(error).label}:</b> ${failureView(error)}</p>`}
${others.map((outcome) => html`<p><b>${titleOf(outcome.collector)} ${outcome.outcome}:</b> ${reasonView(outcome)}</p>`)}`;
}

function reasonView(outcome: RunOutcome): Html | undefined {
  if (outcome.outcome === 'failed') return failureView(outcome.error, outcome.graph);
  const why = unreadReason(outcome);
  return why && html`<code>${why.name}</code> ${why.message} ${graphQuote(why)} What to do: ${why.remedy}`;
}

/** Shows an error and its remedy. Adds Graph's own message and the request-id if the error's message lacks them. */
export function failureView(
  { name, code, message, remedy, requestId, ...error }: Failure,
  graph = error.graph,
): Html {
  const quote = requestId !== undefined && !message.includes(requestId);
  const words = graphQuoteUnlessRepeated({ message, graph });
  return html`<code>${name}</code>${code && html` (${code})`} ${sentence(message)} ${words} What to do: ${remedy}${quote && html` Request-id <code>${requestId}</code>.`}`;
}
