import { notJudgedText, severitiesText } from '../../audit/attention/counts.ts';
import type { Standing } from '../../audit/standing.ts';
import type { StandingFigure } from '../../audit/standing-figure.ts';
import { COLLECTORS } from '../../collectors/registry.ts';
import { figureText } from '../../domain/figure-text.ts';
import { commandAt, type Place } from '../../domain/remedy.ts';
import { minuteOf } from '../../domain/time.ts';
import { duration } from '../../export/html/time-text.ts';
import { credentialText } from './credential-text.ts';
import { type Column, itemTable } from './item-table.ts';
import { SANDBOX_COLUMN, withSandboxFooter } from './sandbox-mark.ts';
import { isTerminal, wrapped } from './terminal.ts';

/** Returns the connections as a table: figures with ages, the newest sync, the last week, and when the credential expires. */
export function statusTable(standings: readonly Standing[], now: number): string {
  const marked = standings.map((standing) => ({ ...standing, sandbox: standing.newestSync?.sandbox }));
  const figures = COLLECTORS.map(({ id, title }, index): Column<Standing> => {
    const cell = (standing: Standing) => {
      const figure = standing.figures.find(({ collector }) => collector === id);
      const text = figure ? figureCell(figure) : 'never read';
      return isTerminal() ? `${title}: ${text}` : text;
    };
    return { head: index === 0 && isTerminal() ? 'Evidence' : title, cell, box: index === 0 ? 40 : 'line' };
  });
  const table = itemTable(marked, [
    { head: 'Connection', cell: ({ connection }) => connection, box: 12 },
    ...figures,
    { head: 'Needs attention', cell: attentionText, box: 'line' },
    { head: 'Newest sync (UTC)', cell: newestText, box: 17 },
    { head: 'Last 7 days', cell: weekText, box: 14 },
    { head: 'Credential', cell: (standing) => credentialOf(standing, now), box: 'line' },
    SANDBOX_COLUMN,
  ]);
  return withSandboxFooter(table, marked);
}

/** Returns a figure with its age: `62.4 %, 3 hours old`. A state other than fresh comes first, and no state reads as zero. */
function figureCell({ state, value, unit, ageHours, stale, why }: StandingFigure): string {
  if (ageHours === null) return why === null ? 'never read' : `${state}: ${why}, never read`;
  const reading = `${value === null ? 'no figure' : figureText(value, unit)}, ${duration(ageHours)} old`;
  const isOld = stale && state !== 'stale' ? `stale, ${reading}` : reading;
  if (state === 'fresh') return reading;
  return why === null ? `${state}: ${reading}` : `${state}: ${why}; before that ${isOld}`;
}

function attentionText({ attention }: Standing): string {
  const found = severitiesText(attention) || 'nothing found';
  const text = attention.notJudged > 0 ? `${found}; ${notJudgedText(attention)}` : found;
  return isTerminal() ? `Needs attention: ${text}` : text;
}

/** Returns the line that names the command which lists what needs attention; empty if nothing does. */
export function attentionHint(
  standings: readonly Standing[],
  place: Pick<Place, 'local' | 'sandbox'>,
): string {
  if (standings.every(({ attention }) => severitiesText(attention) === '' && attention.notJudged === 0))
    return '';
  const command = commandAt('report --for engineer', { ...place, command: 'sync' });
  return `${wrapped(`What needs attention, and what to do: ${command}`)}\n`;
}

function newestText({ newestSync, configured }: Standing): string {
  if (!newestSync) return configured ? 'no sync yet; it may not be connected' : 'no sync';
  const { startedAt, status, why, number } = newestSync;
  const sealed = number === null ? 'not sealed' : `sealed as ${number}`;
  return [minuteOf(startedAt), status, ...(why === null ? [] : [why]), sealed].join('\n');
}

function weekText({ lastWeek: { counts, notCounted }, newestSync }: Standing): string {
  if (!newestSync) return 'no sync yet';
  if (!counts) return `not counted: ${notCounted}`;
  const { due, complete, incomplete, rejected, missing } = counts;
  if (due === 0) return 'no sync was due';
  const others = Object.entries({ incomplete, rejected, missing }).filter(([, number]) => number > 0);
  const texts = others.map(([outcome, number]) => `${number} ${outcome}`);
  return [`${complete} of ${due} complete`, ...texts].join('\n');
}

function credentialOf(standing: Standing, now: number): string {
  return standing.newestSync ? credentialText(standing, now) : 'not known: no sync yet';
}
