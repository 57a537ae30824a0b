import { html } from 'hono/html';
import type { AttentionItem } from '../../audit/attention/item.ts';
import type { Tile, TileState } from '../../audit/tile.ts';
import { comparedText, numberText, unitText } from '../../domain/figure-text.ts';
import { graphQuoteUnlessRepeated } from '../../domain/outcome-text.ts';
import { sentence } from '../../domain/plain-text.ts';
import { rejectionOf } from '../../domain/rejection.ts';
import type { Html } from './html.ts';
import { severityIcon } from './severity-mark.ts';
import { duration, moment } from './time-text.ts';

const STATES: Record<TileState, { label: string; mood: 'calm' | 'attention' | 'trouble' }> = {
  fresh: { label: 'Fresh', mood: 'calm' },
  partial: { label: 'Partial', mood: 'attention' },
  stale: { label: 'Stale', mood: 'attention' },
  skipped: { label: 'Skipped', mood: 'calm' },
  'never-read': { label: 'Never read', mood: 'attention' },
  failed: { label: 'Failed', mood: 'trouble' },
  rejected: { label: 'Sign-in rejected', mood: 'trouble' },
};

const MOST_CHANGES = 8;

/** Shows one kind of evidence: its figure, age, limits and changes, the thresholds that it crosses, and why it was not read. */
export function tileView(tile: Tile, staleAfterHours: number, crossed: readonly AttentionItem[] = []): Html {
  const { mood } = STATES[tile.state];
  const { evidence, stale, state, why } = tile;
  const label = state === 'rejected' && why ? rejectionOf(why).label : STATES[state].label;
  return html`<div class="tile">
<h4>${tile.title}</h4> <span class="state ${mood}">${label}</span>
${whyView(tile)}
${evidence ? figureView(tile) : html`<p class="figure none">Not read</p>`}
${crossed.map(({ severity, text }) => html`<p class="note crossed">${severityIcon(severity)} Threshold crossed: ${text}</p>`)}
${stale && html`<p class="note">Stale: older than ${duration(staleAfterHours)}.</p>`}
${tile.caveats.map((caveat) => html`<p class="note">${caveat}</p>`)}
${evidence && !evidence.complete && html`<p class="note">Partial: ${evidence.missing.join('; ')}.</p>`}
${evidence?.caveats.map((caveat) => html`<p class="note">Note: ${sentence(caveat)}</p>`)}
${changesView(tile)}
</div>`;
}

function figureView({ value, headline, title, evidence, ageHours, why, stale }: Tile): Html {
  const { label, unit } = headline;
  const what = label === title ? '' : ` ${label.toLowerCase()}`;
  return html`<p class="figure${(why || stale) && ' past'}">${value === null ? 'No figure' : html`<strong>${numberText(value)}</strong> ${unitText(value, unit)}${what}`}</p>
<p class="age">${why ? 'Last known, as of' : 'Read'} ${evidence && moment(evidence.collectedAt)}, ${duration(ageHours ?? 0)} old</p>
<p>${evidence?.summary}</p>`;
}

/** Shows why the evidence was not read. A rejected sign-in is explained once, above the tiles. */
function whyView({ why, state, evidence }: Tile): Html | false {
  if (!why) return false;
  const explained =
    state !== 'rejected' &&
    html` ${sentence(why.message)} ${graphQuoteUnlessRepeated(why)} What to do: ${why.remedy}`;
  return html`<p class="note">${evidence && 'The newest sync did not read it:'} <code>${why.name}</code>${explained}</p>`;
}

function changesView({ change, notCompared, first, evidence, headline: { unit } }: Tile): Html | false {
  if (!evidence) return false;
  if (first) return html`<p class="change">The first reading.</p>`;
  if (!change) return html`<p class="change">Not compared: ${notCompared}.</p>`;
  const { before, after, since, others, limit } = change;
  const shown = others.slice(0, MOST_CHANGES);
  const rest = others.length - shown.length;
  return html`<p class="change"><b>${comparedText(before, after, unit)}</b> (against ${moment(since)})</p>
${limit && html`<p class="age">${limit}</p>`}
${shown.length > 0 && html`<ul class="changes">${shown.map((other) => html`<li>${other}</li>`)}${rest > 0 && html`<li>and ${rest} more</li>`}</ul>`}`;
}
