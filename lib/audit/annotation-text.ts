import type { Annotation } from '../domain/annotation.ts';
import { sentence } from '../domain/plain-text.ts';

/** Returns an annotation in one line: `Annotation, valid until 2027-01-31, owner Security team, ticket RISK-7: reason.` */
export function annotationText(
  { owner, until, ticket, reason }: Annotation,
  { expired = false } = {},
): string {
  const end = expired ? `expired on ${until}` : `valid until ${until}`;
  const marks = ['Annotation', end, `owner ${owner}`, ...(ticket === undefined ? [] : [`ticket ${ticket}`])];
  return `${marks.join(', ')}: ${sentence(reason)}`;
}
