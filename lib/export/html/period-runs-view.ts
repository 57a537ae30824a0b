import { html } from 'hono/html';
import { annotationsOfRun } from '../../audit/annotations.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { titleOf } from '../../collectors/registry.ts';
import { counted } from '../../domain/figure-text.ts';
import { graphQuote, unreadReason } from '../../domain/outcome-text.ts';
import { rejectionOf } from '../../domain/rejection.ts';
import type { SyncRun } from '../../domain/sync-run.ts';
import { annotationReferences } from './annotation-view.ts';
import { folded, type Html, scrollRegion } from './html.ts';
import { citedAnchor, type NumberedSync, syncNumbers } from './sync-numbers.ts';
import { exactWithoutSharedDay } from './time-text.ts';

/** Lists every sync of the period with its number, to which evidence items refer, and the reason for each missing item. */
export function periodRunsView(connection: ConnectionReport): Html {
  const { name, runs } = connection;
  if (runs.length === 0) return html`<p>No sync of ${name} in the period.</p>`;
  const numbers = syncNumbers(connection);
  const table = html`<table class="period-runs"><thead><tr><th scope="col">Sync</th><th scope="col">Run (its start, UTC, and its name)</th><th scope="col">Ended (UTC)</th><th scope="col">Status</th><th scope="col">Outcomes</th></tr></thead>
<tbody>${runs.map((run) => html`<tr${idOf(name, numbers.get(run.id))}><td>${numbers.get(run.id)?.number}<td class="id">${run.id}<td class="id">${exactWithoutSharedDay(run.endedAt, run.startedAt)}<td>${run.status}<td>${outcomesText(run)}${annotationReferences(connection, annotationsOfRun(connection.annotations, run))}`)}</tbody></table>`;
  const title = `${name}: ${counted(runs.length, 'sync')} of the period`;
  return folded(title, scrollRegion(title, table), runs.length);
}

function idOf(name: string, sync: NumberedSync | undefined): Html | false {
  const id = sync && citedAnchor(name, sync.anchor);
  return id ? html` id="${id}"` : false;
}

function outcomesText({ outcomes, error }: SyncRun): string {
  const read = outcomes.filter((outcome) => outcome.outcome === 'collected');
  const [collected, partial] = [read.length, read.filter(({ complete }) => complete === false).length];
  const parts = [
    ...(error ? [`${rejectionOf(error).inWords}: ${error.code ?? error.name}`] : []),
    ...(collected > 0 ? [`${collected} collected${partial > 0 ? ` (${partial} in part)` : ''}`] : []),
    ...outcomes.flatMap((outcome) => {
      const why = unreadReason(outcome);
      if (!why) return [];
      return [`${titleOf(outcome.collector)} ${outcome.outcome}: ${why.name}`, graphQuote(why)]
        .filter(Boolean)
        .join('. ');
    }),
  ];
  return parts.join('; ');
}
