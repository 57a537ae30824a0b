import * as z from 'zod/mini';
import { ConnectionName } from './connection.ts';
import { Day } from './time.ts';
import { visibleText } from './visible-text.ts';

/** A text that a person wrote: one line, without invisible characters. `longest` is in characters (code points). */
const line = (longest: number) =>
  z.string().check(
    z.refine((text) => text !== '', { error: 'is empty', abort: true }),
    z.refine((text) => text === visibleText(text), {
      error: 'holds line breaks, control characters or invisible characters, or begins or ends with a blank',
      abort: true,
    }),
    z.refine((text) => [...text].length <= longest, `is longer than ${longest} characters`),
  );

/** A run by its id, days in UTC (both included), or a Conditional Access policy by its id in Entra. */
const AnnotationSubject = z.union([
  z.strictObject({ run: line(200) }),
  z.strictObject({ from: Day, to: Day }),
  z.strictObject({ policy: line(64) }),
]);
export type AnnotationSubject = z.infer<typeof AnnotationSubject>;

/** The part of an annotation that a person writes, and that its id is made from. */
export const AnnotationText = z.strictObject({
  connection: ConnectionName,
  about: AnnotationSubject,
  /** Why the gap or the fact is accepted. */
  reason: line(500),
  /** The person, role or team that answers for it. */
  owner: line(100),
  /** The last day (UTC) on which it is valid. After that day it is expired, and stays in the register. */
  until: Day,
  /** The id or the address of a ticket. Text only: it is never checked. */
  ticket: z.optional(line(200)),
});
export type AnnotationText = z.infer<typeof AnnotationText>;

/**
 * A reason, an owner and an end date that a person adds to a gap or a fact: an exception, or an accepted gap. It changes
 * and hides nothing. Its document is sealed in the log of its connection.
 */
export const Annotation = z.object({
  ...AnnotationText.shape,
  /** The first 32 hexadecimal digits of the SHA-256 of its text, so the same annotation is written once. */
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** When it was written: ISO 8601 in UTC. */
  writtenAt: z.string().check(z.refine(isTime, 'must be a time like 2026-11-23T06:00:00.000Z')),
  /** The sandbox tenant's name, if the connection is fictional. */
  sandbox: z.optional(z.string().check(z.maxLength(64))),
});
export type Annotation = z.infer<typeof Annotation>;

/** An annotation as it was read from the register. */
export interface RecordedAnnotation extends Annotation {
  /** SHA-256 (hexadecimal) of the stored document, which is canonical JSON. */
  sha256: string;
  /** Its entry's place in the log; null if it is not sealed yet. */
  index: number | null;
}

/** Sorts annotations by the time at which they were written, the oldest first. */
export function byWriting(
  one: Pick<Annotation, 'writtenAt' | 'id'>,
  other: Pick<Annotation, 'writtenAt' | 'id'>,
): number {
  return `${one.writtenAt} ${one.id}` < `${other.writtenAt} ${other.id}` ? -1 : 1;
}

/** Whether an annotation has expired on a day (`YYYY-MM-DD`, UTC). It is valid on its last day. */
export function isExpired({ until }: Pick<Annotation, 'until'>, day: string): boolean {
  return until < day;
}

function isTime(text: string): boolean {
  return text.length === 24 && new Date(text).toJSON() === text;
}
