import { annotationText } from '../../audit/annotation-text.ts';
import { annotationsOfDays, type ReportedAnnotation } from '../../audit/annotations.ts';
import type { Gap } from '../../audit/gaps.ts';
import { counted } from '../../domain/figure-text.ts';
import { wrapped } from './terminal.ts';

/** Days without evidence of one collector of a connection; null if its days are not counted. */
export interface CollectorGaps {
  connection: string;
  title: string;
  gaps: readonly Gap[] | null;
  /** What people wrote about the connection in the period. */
  annotations?: readonly ReportedAnnotation[];
}

/** A terminal shows about this many ranges of days; the report has all. */
const MOST = 20;

/** Returns a list of the days without evidence, with reasons and collectors. Empty if every day has evidence. */
export function gapsText(found: readonly CollectorGaps[]): string {
  const ranges = Map.groupBy(
    found.flatMap(({ connection, title, gaps, annotations = [] }) =>
      (gaps ?? []).map((gap) => {
        const written = annotationsOfDays(annotations, gap).map((one) => annotationText(one, one));
        return { connection, title, gap, written };
      }),
    ),
    ({ connection, gap: { from, to, days, why } }) => `${connection}, ${daysText(from, to, days)} (${why})`,
  );
  const uncounted = new Set(found.flatMap(({ connection, gaps }) => (gaps === null ? [connection] : [])));
  const lines = [...ranges].map(([range, those]) =>
    [
      `${range}: ${those.map(({ title }) => title).join(', ')}`,
      ...new Set(those.flatMap(({ written }) => written)),
    ].join('\n  '),
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
