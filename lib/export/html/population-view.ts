import { html } from 'hono/html';
import { annotationsOfDays } from '../../audit/annotations.ts';
import type { DueSync } from '../../audit/population.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import { annotationNotes } from './annotation-view.ts';
import { folded, type Html, scrollRegion } from './html.ts';
import { headRow, labelledCells } from './labelled-row.ts';
import { citedAnchor, syncNumbers } from './sync-numbers.ts';

const HEAD = ['Due (UTC)', 'Outcome', 'Sync', 'Why, and annotations'];

/** Shows how many syncs were due in the period and how each ended, those that are not complete, and the sample. */
export function populationView(connection: ConnectionReport): Html {
  const { population, name } = connection;
  const { counts, notCounted, due, caveats, schedule } = population;
  if (counts === null) return html`<p>Due syncs are not counted: ${notCounted}.</p>${sampleView(connection)}`;
  const { complete, incomplete, rejected, missing } = counts;
  const others = due.filter(({ outcome }) => outcome !== 'complete');
  return html`<p><b>Due ${counted(counts.due, 'sync')}</b> by the schedule ${schedule}: ${complete} complete, ${incomplete} incomplete, ${rejected} rejected, ${missing} missing. ${othersText(connection)}</p>
${caveats.map((caveat) => html`<p class="note">${caveat}</p>`)}
${others.length > 0 && folded(`${counted(others.length, 'due sync')} not complete`, dueTable(connection, others, `${name}: due syncs that are not complete`), others.length)}
${sampleView(connection)}`;
}

function othersText({ population: { additional, outside } }: ConnectionReport): string {
  return [
    ...(additional > 0 ? [`${counted(additional, 'sync')} ran in addition to the schedule.`] : []),
    ...(outside > 0 ? [`${counted(outside, 'sync')} at the edge of the period not counted.`] : []),
  ].join(' ');
}

/** Shows the sample, the rule by which a person can choose it again, and a link to each chosen sync. */
function sampleView(connection: ConnectionReport): Html | false {
  const { sample, name } = connection;
  if (!sample) return false;
  return html`<h4>Sample</h4><p>${sample.rule} The sample holds ${counted(sample.syncs.length, 'due sync')}.${sample.command && html` The hash of the first: <code>${sample.command}</code>`}</p>
${sample.syncs.length > 0 && dueTable(connection, sample.syncs, `${name}: sample`)}`;
}

function dueTable(connection: ConnectionReport, due: readonly DueSync[], label: string): Html {
  const numbers = syncNumbers(connection);
  const rows = due.map((sync) => {
    const { due: time, outcome, run, why } = sync;
    const day = time.slice(0, 10);
    const notes = annotationNotes(
      outcome === 'complete' ? [] : annotationsOfDays(connection.annotations, { from: day, to: day }),
    );
    const cells = [
      time.replace('T', ' ').replace('Z', ''),
      outcome,
      syncLink(connection.name, run && numbers.get(run)),
      html`${why}${notes}`,
    ];
    return html`<tr>${labelledCells(HEAD, cells)}</tr>`;
  });
  return scrollRegion(label, html`<table class="due">${headRow(HEAD)}<tbody>${rows}</tbody></table>`);
}

function syncLink(name: string, sync: { number: string; anchor: string } | '' | undefined): Html | string {
  const anchor = sync && citedAnchor(name, sync.anchor);
  return sync && anchor ? html`<a href="#${anchor}">${sync.number}</a>` : 'none';
}
