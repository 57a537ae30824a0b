import type { Gap } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import { wrapped } from './terminal.ts';

/** Days without evidence of one collector of a connection; null if its days are not counted. */
export interface CollectorGaps {
  connection: string;
  title: string;
  gaps: readonly Gap[] | null;
}

/** A terminal shows about this many ranges of days; the report has all. */
const MOST = 20;

/** Returns a list of the days without evidence, with reasons and collectors. Empty if every day has evidence. */
export function gapsText(found: readonly CollectorGaps[]): string {
  const ranges = Map.groupBy(
    found.flatMap(({ connection, title, gaps }) => (gaps ?? []).map((gap) => ({ connection, title, gap }))),
    ({ connection, gap: { from, to, days, why } }) => `${connection}, ${daysText(from, to, days)} (${why})`,
  );
  const uncounted = new Set(found.flatMap(({ connection, gaps }) => (gaps === null ? [connection] : [])));
  const lines = [...ranges].map(
    ([range, those]) => `${range}: ${those.map(({ title }) => title).join(', ')}`,
  );
  const notes = [...uncounted].map((name) => `${name}: days are not counted, because it is no longer synced`);
  if (lines.length + notes.length === 0) return '';
  const sorted = [...lines.toSorted(), ...notes];
  const rest = sorted.length - MOST;
  return [
    'Days without evidence (UTC):',
    ...sorted.slice(0, MOST).map((line) => wrapped(line, '  ')),
    ...(rest > 0 ? [`  and ${counted(rest, 'more range')}: the report lists all`] : []),
    '',
  ].join('\n');
}

function daysText(from: string, to: string, days: number): string {
  return days === 1 ? from : `${from} to ${to}, ${counted(days, 'day')}`;
}
