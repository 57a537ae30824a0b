import { html } from 'hono/html';
import { policyText, subjectText } from '../../audit/annotation-text.ts';
import type { ReportedAnnotation } from '../../audit/annotations.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { minuteOf } from '../../domain/time.ts';
import { type Html, scrollRegion } from './html.ts';
import { headRow, labelledCells } from './labelled-row.ts';

const HEAD = ['Number', 'About', 'Reason', 'Owner, last day', 'Written, sealed'];

/** Shows annotations next to the gap or the sync that they are about: each with its reason, owner and last day. */
export function annotationNotes(annotations: readonly ReportedAnnotation[]): Html[] {
  return annotations.map(
    (annotation) =>
      html`<p class="annotation"><b>Annotation${'policy' in annotation.about && ` on ${policyText(annotation.about.policy, annotation.policyName)}`}${annotation.expired && ', expired'}:</b> ${annotation.reason} (${ownerText(annotation)})</p>`,
  );
}

/** Refers to annotations in a few words, if a place repeats for each requirement: `annotated: 1, 3 (expired)`. */
export function annotationReferences(
  { name, annotations }: Pick<ConnectionReport, 'name' | 'annotations'>,
  shown: readonly ReportedAnnotation[],
): Html | false {
  if (shown.length === 0) return false;
  const links = shown.map((annotation, index) => {
    const number = annotations.indexOf(annotation) + 1;
    return html`${index > 0 && ', '}<a href="#${annotationAnchor(name, number)}">${number}</a>${annotation.expired && ' (expired)'}`;
  });
  return html` <b>Annotation</b> ${links}`;
}

/** Lists all annotations of a connection that concern the period, the oldest first. */
export function annotationsView({ name, annotations }: ConnectionReport): Html {
  if (annotations.length === 0) return html`<p>No annotation of ${name} concerns the period.</p>`;
  const rows = annotations.map(
    (annotation, index) =>
      html`<tr id="${annotationAnchor(name, index + 1)}">${labelledCells(HEAD, cellsOf(annotation, index + 1))}</tr>`,
  );
  return scrollRegion(
    `${name}: annotations`,
    html`<table class="annotations">${headRow(HEAD)}<tbody>${rows}</tbody></table>`,
  );
}

function annotationAnchor(name: string, number: number): string {
  return `${name}/annotation/${number}`;
}

function cellsOf(annotation: ReportedAnnotation, number: number): (string | Html)[] {
  const { reason, writtenAt, index, expired } = annotation;
  return [
    String(number),
    subjectText(annotation.about, annotation.policyName),
    reason,
    html`${expired && html`<b>Expired.</b> `}${ownerText(annotation)}`,
    `${minuteOf(writtenAt)} UTC, ${index === null ? 'not sealed yet' : `entry ${index} of the log`}`,
  ];
}

function ownerText({ owner, until, ticket }: ReportedAnnotation): string {
  return [owner, `until ${until}`, ...(ticket ? [ticket] : [])].join(', ');
}
