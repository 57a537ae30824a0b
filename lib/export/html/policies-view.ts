import { html } from 'hono/html';
import type { PolicyFacts } from '../../collectors/conditional-access/policy-facts.ts';
import { figureIn } from '../../domain/figure.ts';
import type { Facts } from '../../domain/observation.ts';
import type { Html } from './html.ts';

/** The states in order of importance. Report-only is a separate state, because such a policy enforces nothing. */
const STATES: Record<string, string> = {
  enabled: 'Enabled',
  reportOnly: 'Report-only (enforces nothing)',
  disabled: 'Disabled',
};

/** Lists policies by their state. Every known state has a heading, even if no policy is in it. */
export function policiesView(
  facts: Facts,
  { policies, policiesOmitted = 0, securityDefaults }: PolicyFacts,
): Html {
  const byState = Map.groupBy(policies, ({ state }) => state);
  const states = [...new Set([...Object.keys(STATES), ...byState.keys()])];
  return html`<div class="states">${states.map((state) => {
    const listed = byState.get(state) ?? [];
    return html`<div><h6>${Object.hasOwn(STATES, state) ? STATES[state] : `In the state “${state}”`}: ${figureIn(facts, { fact: state }) ?? listed.length}</h6>
${listed.length > 0 ? html`<ul>${listed.map(({ name }) => html`<li>${name}</li>`)}</ul>` : html`<p>none</p>`}</div>`;
  })}</div>
${policiesOmitted > 0 && html`<p class="note">The list ends here; policies that it leaves out: ${policiesOmitted}.</p>`}
${securityDefaults !== undefined && html`<p class="note">Security defaults ${securityDefaults ? 'protect the tenant instead' : 'are off'}.</p>`}`;
}
