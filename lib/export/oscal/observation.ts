import { annotationText } from '../../audit/annotation-text.ts';
import type { RecordedAnnotation } from '../../domain/annotation.ts';
import type { RecordedEvidence } from '../../domain/evidence.ts';
import { DAY } from '../../domain/time.ts';
import { prop, uuidOf } from './terms.ts';

/** Days after which an observation no longer describes the present: a sync is daily or more frequent by default. */
const EXPIRES_AFTER = 2 * DAY;

/** Returns an evidence item as an observation. What limits it stands in its remarks, with the annotations on its facts. */
export function observationOf(
  evidence: RecordedEvidence,
  annotations: readonly RecordedAnnotation[] = [],
): object {
  const { connection, run, collector, title, summary, complete, missing, caveats, collectedAt } = evidence;
  const limits = [...missing, ...caveats];
  const remarks = [
    ...(limits.length > 0 ? [`${limits.join('. ')}.`] : []),
    ...annotations.map((annotation) => annotationText(annotation)),
  ];
  return {
    uuid: uuidOf(connection, run, collector),
    title,
    description: summary,
    props: [
      prop('collector', collector),
      prop('collector-version', evidence.provenance.collectorVersion),
      prop('complete', String(complete)),
      ...evidence.requirements.map(({ framework, id }) => prop(`requirement-${framework}`, id)),
    ],
    methods: ['TEST'],
    'relevant-evidence': [
      { href: `#${resourceOf(evidence)}`, description: 'The evidence document, as the register holds it.' },
    ],
    collected: collectedAt,
    expires: new Date(Date.parse(collectedAt) + EXPIRES_AFTER).toISOString(),
    ...(remarks.length > 0 && { remarks: remarks.join(' ') }),
  };
}

/** Returns the evidence document as a resource with its SHA-256. */
export function evidenceResource(evidence: RecordedEvidence, href: string | undefined): object {
  const { title, collectedAt, sha256 } = evidence;
  return {
    uuid: resourceOf(evidence),
    title: `${title}, ${collectedAt}`,
    props: [prop('sha-256', sha256)],
    ...(href !== undefined && {
      rlinks: [{ href, 'media-type': 'application/json', hashes: [{ algorithm: 'SHA-256', value: sha256 }] }],
    }),
  };
}

function resourceOf({ connection, run, collector }: RecordedEvidence): string {
  return uuidOf(connection, run, collector, 'document');
}
