import { html } from 'hono/html';
import { improvementActionsIn } from '../../audit/improvement-actions.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { numberText } from '../../domain/figure-text.ts';
import { type Html, scrollRegion } from './html.ts';
import { headRow, labelledCells } from './labelled-row.ts';
import { outLink } from './out-link.ts';
import { moment } from './time-text.ts';

const HEAD = ['Action', 'Category', 'Points now', 'Points to gain'];

/** Lists the improvement actions of the newest Secure Score with their points and links. */
export function actionsView({ name, tiles }: ConnectionReport): Html | false {
  const evidence = tiles.find(({ collector }) => collector === 'secure-score')?.evidence;
  const actions = evidence ? improvementActionsIn(evidence.facts) : undefined;
  if (!evidence || !actions || actions.length === 0) return false;
  const rows = actions.map((action) => {
    const { score, maxScore, pointsToGain } = action;
    const cells = [
      outLink(action.url, action.name),
      action.category ?? 'not known',
      score === null
        ? 'not known'
        : `${numberText(score)}${maxScore === null ? '' : ` of ${numberText(maxScore)}`}`,
      pointsToGain === null ? 'not known' : html`<b>+${numberText(pointsToGain)}</b>`,
    ];
    return html`<tr>${labelledCells(HEAD, cells)}</tr>`;
  });
  const table = html`<table class="actions">${headRow(HEAD)}<tbody>${rows}</tbody></table>`;
  return html`<h4>Improvement actions with the most to gain</h4>
<p class="muted">From the Secure Score that was read ${moment(evidence.collectedAt)}.</p>
${scrollRegion(`${name}: improvement actions`, table)}`;
}
