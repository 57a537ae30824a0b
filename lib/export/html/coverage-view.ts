import { html } from 'hono/html';
import { annotationsOfDays } from '../../audit/annotations.ts';
import type { Coverage, FrameworkCoverage, RequirementCoverage } from '../../audit/framework-coverage.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { counted, numberText } from '../../domain/figure-text.ts';
import { sentence } from '../../domain/plain-text.ts';
import { annotationReferences } from './annotation-view.ts';
import { evidenceAnchor } from './contents.ts';
import { type Html, scrollRegion } from './html.ts';
import { headRow, labelledCells } from './labelled-row.ts';
import { duration } from './time-text.ts';

const HEAD = ['Evidence', 'Connection', 'Dates covered', 'Items', 'Newest', 'Days without evidence'];

/** Lists a framework's requirements and the evidence for each. */
export function coverageView(
  { title, requirements }: FrameworkCoverage,
  connections: readonly ConnectionReport[],
): Html {
  const table = html`<table class="coverage">${headRow(HEAD)}
${requirements.map((requirement) => requirementRows(requirement, connections))}</table>`;
  return html`<h3>${title}</h3>${scrollRegion(`${title}: requirements and evidence`, table)}`;
}

function requirementRows(
  { id, title, evidence }: RequirementCoverage,
  connections: readonly ConnectionReport[],
): Html {
  const rows = evidence.map((coverage) =>
    coverageRow(
      coverage,
      connections.find(({ name }) => name === coverage.connection),
    ),
  );
  return html`<tbody><tr><th colspan="6" scope="rowgroup">${id} <span>${title}</span></th></tr>
${claimRows(evidence)}
${rows.length > 0 ? rows : html`<tr><td colspan="6">No evidence is collected for it.</td></tr>`}</tbody>`;
}

/** Shows each different claim once, because all connections share it: what the evidence shows, its limits, and a test. */
function claimRows(evidence: readonly Coverage[]): Html[] {
  const claims = new Map(evidence.map(({ collector, ...coverage }) => [collector, coverage]));
  return [...claims.values()].flatMap(({ title, claim, limits, test }) =>
    claim === null
      ? []
      : html`<tr class="claim"><td colspan="6"><b>${title}:</b> ${sentence(claim)}${limits && html` <b>Limits:</b> ${sentence(limits)}`}${test && html` <b>Test:</b> ${sentence(test)}`}</td></tr>`,
  );
}

function coverageRow(coverage: Coverage, report: ConnectionReport | undefined): Html {
  const { connection, title, items, first, last, newestAgeHours } = coverage;
  const name = items > 0 ? html`<a href="#${evidenceAnchor(coverage)}">${title}</a>` : title;
  const cells = [
    name,
    connection,
    first === null || last === null ? 'none' : datesText(first, last),
    itemsText(coverage),
    newestAgeHours === null || last === null
      ? 'none'
      : `${last.slice(0, 10)}, ${duration(newestAgeHours)} before the period’s end`,
    html`${gapsText(coverage)}${report && annotationReferences(report, annotationsOfGaps(coverage, report))}`,
  ];
  return html`<tr>${labelledCells(HEAD, cells)}</tr>`;
}

/** Returns the annotations about days on which the evidence is missing. */
function annotationsOfGaps({ gaps }: Coverage, { annotations }: ConnectionReport) {
  const found = (gaps ?? []).flatMap((gap) => annotationsOfDays(annotations, gap));
  return annotations.filter((annotation) => found.includes(annotation));
}

function datesText(first: string, last: string): string {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  return from === to ? from : `${from} to ${to}`;
}

function itemsText({ items, partial, withoutFigure }: Coverage): string {
  const marks = [
    ...(partial > 0 ? [`${partial} partial`] : []),
    ...(withoutFigure > 0 ? [`${withoutFigure} without a figure`] : []),
  ];
  return `${numberText(items)}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
}

/** Returns the days without evidence and the reasons: `2026-09-03 (sign-in rejected: AADSTS7000222); 2026-10-01 to 2026-10-03 (3 days: no sync)`. */
function gapsText({ items, gaps, newestWhy }: Coverage): string {
  if (gaps === null) return 'not counted: no longer synced';
  if (items === 0 && gaps.length === 0) return newestWhy ? `nothing yet (${newestWhy})` : 'not synced yet';
  const named = gaps.map(({ from, to, days, why }) =>
    days === 1 ? `${from} (${why})` : `${from} to ${to} (${counted(days, 'day')}: ${why})`,
  );
  const newest = newestWhy ? [`not in the newest sync (${newestWhy})`] : [];
  return [...named, ...newest].join('; ') || 'none';
}
