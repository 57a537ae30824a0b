import { html } from 'hono/html';
import type { ReportData } from '../../audit/report-data.ts';
import { type FrameworkScope, type ScopedRequirement, scopeText } from '../../audit/scope.ts';
import { type Html, scrollRegion } from './html.ts';
import { headRow, labelledCells } from './labelled-row.ts';

const HEAD = ['Requirement', 'Evidence', 'Remark'];

/** The scope: what the report covers and what it leaves out, and each requirement of each framework with its status. */
export function scopeView({ scope, connections }: ReportData): Html {
  const names = connections.map(({ name, title }) => (title === null ? name : `${title} (${name})`));
  return html`<p>In scope: ${names.join(', ') || 'no connection'}, as Microsoft Graph answered for Secure Score, security alerts, risky users and Conditional Access policies, in the period that the head of the report names. Out of scope: all other systems, all other data of Microsoft 365, and what changed and changed back between two syncs.</p>
<p><b>${scopeText(scope)}</b> “Here” means at least one item in the period; “elsewhere” names the system that the deployer names; “none” means neither. Whether a requirement is met is for an assessor to say.</p>
${scope.map(frameworkScope)}`;
}

function frameworkScope({ title, total, counts, requirements }: FrameworkScope): Html {
  const listed = requirements.filter(({ status, collected }) => status !== 'none' || collected);
  const others = requirements.filter(({ status, collected }) => status === 'none' && !collected);
  const rows = listed.map(
    (one) => html`<tr>${labelledCells(HEAD, [one.id, one.status, remarkOn(one)])}</tr>`,
  );
  return html`<h3>${title}</h3>
<p>${total} requirements: ${counts.here} here, ${counts.elsewhere} elsewhere, ${counts.none} none.</p>
${rows.length > 0 && scrollRegion(`${title}: scope`, html`<table class="scope">${headRow(HEAD)}<tbody>${rows}</tbody></table>`)}
${others.length > 0 && html`<p>No evidence: ${others.map(({ id }) => id).join(', ')}.</p>`}`;
}

function remarkOn({ status, collected, elsewhere }: ScopedRequirement): string {
  const missing =
    collected && status !== 'here' ? ['a collector gives evidence for it, but the period has no item'] : [];
  return [...(elsewhere === null ? [] : [elsewhere]), ...missing].join('; ');
}
