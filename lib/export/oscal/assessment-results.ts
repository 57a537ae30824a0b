import { v5 } from 'uuid';
import { annotationText } from '../../audit/annotation-text.ts';
import { annotationsOfEvidence, annotationsOfRun } from '../../audit/annotations.ts';
import type { RecordedAnnotation } from '../../domain/annotation.ts';
import type { RecordedEvidence, Requirement } from '../../domain/evidence.ts';
import type { SyncRun } from '../../domain/sync-run.ts';
import { evidenceResource, observationOf } from './observation.ts';
import { controlId, NAMESPACE, prop, uuidOf } from './terms.ts';

/** A sync with its evidence, the oldest first in a list. */
export interface AssessedSync {
  run: SyncRun;
  evidence: readonly RecordedEvidence[];
}

interface OscalOptions {
  connection: string;
  /** The product's name and version. */
  software: string;
  /** The requirements that the collectors can support. OSCAL wants some even for a sync that read nothing. */
  requirements: readonly Requirement[];
  /** What people wrote about gaps and facts: remarks on the syncs and policies that they are about. */
  annotations?: readonly RecordedAnnotation[];
  /** Returns where an evidence document lies, relative to the OSCAL file; undefined if it is not exported. */
  fileOf: (sync: SyncRun, collector: string) => string | undefined;
}

/**
 * Returns the syncs as OSCAL assessment results: a result for each sync, an observation for each evidence item. There are
 * no findings, because whether a requirement is met is for the assessor to say. The same syncs give the same document.
 * Source: https://pages.nist.gov/OSCAL/reference/1.2.0/assessment-results/json-reference/
 */
export function assessmentResults(syncs: readonly AssessedSync[], options: OscalOptions): object {
  const { connection, software, requirements } = options;
  const newest = syncs
    .map(({ run }) => run.endedAt)
    .reduce((one, other) => (one > other ? one : other), START);
  const plan = uuidOf(connection, 'plan');
  return {
    'assessment-results': {
      uuid: uuidOf(connection, 'assessment-results', ...syncs.map(({ run }) => run.id)),
      metadata: {
        title: `Evidence from Microsoft 365: ${connection}`,
        'last-modified': newest,
        version: newest,
        'oscal-version': '1.2.0',
        props: [prop('software', software)],
      },
      'import-ap': { href: `#${plan}` },
      results: syncs.length > 0 ? syncs.map((sync) => resultOf(sync, options)) : [noSync(requirements)],
      'back-matter': {
        resources: [
          {
            uuid: plan,
            title: 'No assessment plan',
            description: 'The evidence was collected on a schedule, and not under an assessment plan.',
          },
          ...syncs.flatMap(({ run, evidence }) =>
            evidence.map((item) => evidenceResource(item, options.fileOf(run, item.collector))),
          ),
        ],
      },
    },
  };
}

const START = new Date(0).toISOString();

function noSync(requirements: readonly Requirement[]): object {
  return {
    uuid: v5('no sync', NAMESPACE),
    title: 'No sync',
    description: 'No sync ran in this period, so nothing was read.',
    start: START,
    'reviewed-controls': reviewed([], requirements),
  };
}

function resultOf({ run, evidence }: AssessedSync, { requirements, annotations = [] }: OscalOptions): object {
  const observations = evidence.map((item) => observationOf(item, annotationsOfEvidence(annotations, item)));
  const remarks = annotationsOfRun(annotations, run).map((annotation) => annotationText(annotation));
  return {
    uuid: uuidOf(run.connection, run.id),
    title: `Sync of ${run.connection}, ${run.startedAt}`,
    description: describe(run),
    start: run.startedAt,
    end: run.endedAt,
    props: [
      prop('run', run.id),
      prop('status', run.status),
      ...(run.tenantId ? [prop('tenant-id', run.tenantId)] : []),
      ...run.outcomes.map((outcome) => prop(`outcome-${outcome.collector}`, outcome.outcome)),
      ...(run.sandbox ? [prop('sandbox', run.sandbox)] : []),
    ],
    'reviewed-controls': reviewed(evidence, requirements),
    ...(observations.length > 0 && { observations }),
    ...(remarks.length > 0 && { remarks: remarks.join(' ') }),
  };
}

function describe({ status, outcomes, error }: SyncRun): string {
  if (error) return `The sign-in was rejected, so nothing was read: ${error.name}.`;
  const unread = outcomes.flatMap((outcome) => {
    if (outcome.outcome === 'skipped') return [`${outcome.collector} was skipped (${outcome.reason})`];
    return outcome.outcome === 'failed' ? [`${outcome.collector} failed (${outcome.error.name})`] : [];
  });
  return unread.length > 0 ? `The sync is ${status}: ${unread.join(', ')}.` : `The sync is ${status}.`;
}

/** Returns a selection for each framework: by id only, the requirements that the evidence supports, or could have. */
function reviewed(evidence: readonly RecordedEvidence[], possible: readonly Requirement[]): object {
  const supported = evidence.flatMap(({ requirements }) => requirements);
  const requirements = supported.length > 0 ? supported : possible;
  const frameworks = [...new Set(requirements.map(({ framework }) => framework))];
  return {
    ...(supported.length === 0 && { description: 'No evidence was read for these requirements.' }),
    'control-selections': frameworks.map((framework) => ({
      props: [prop('framework', framework)],
      'include-controls': [
        ...new Set(requirements.filter((one) => one.framework === framework).map(({ id }) => controlId(id))),
      ].map((id) => ({ 'control-id': id })),
    })),
  };
}
