import type { Annotation, RecordedAnnotation } from '../../lib/domain/annotation.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';

/** Returns an annotation about days in July 2026. */
export function annotation(given: Partial<Annotation> = {}): Annotation {
  return {
    id: '0123456789abcdef0123456789abcdef',
    connection: 'default',
    about: { from: '2026-07-02', to: '2026-07-04' },
    reason: 'The tenant was moved to another region.',
    owner: 'Security team',
    until: '2027-01-31',
    writtenAt: '2026-07-05T09:30:00.000Z',
    ...given,
  };
}

/** Returns the annotation as a reader of the register returns it. */
export function recordedAnnotation(given: Partial<RecordedAnnotation> = {}): RecordedAnnotation {
  const { index = null, sha256, ...fields } = given;
  const written = annotation(fields);
  return { ...written, sha256: sha256 ?? sha256Of(canonicalJson(written)), index };
}
