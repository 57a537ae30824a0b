import * as z from 'zod/mini';
import { Annotation, AnnotationText } from '../domain/annotation.ts';
import { annotationProblem } from '../domain/annotation-check.ts';
import { CheckpointSeen } from '../domain/checkpoint-seen.ts';
import { AnnotationNotSealed, AnnotationRefused } from '../domain/errors.ts';
import type { RecordedDocument } from '../domain/recorded-sync.ts';
import { sandboxMark } from '../domain/sandbox.ts';
import { canonicalJson, sha256Of } from '../log/document.ts';
import { originOf } from './seal-annotations.ts';
import type { SealPorts } from './seal-ports.ts';
import { SealedLog } from './sealed-log.ts';
import { signLog } from './sign-log.ts';

/** The payload with which a command calls the function that seals. */
const AnnotateRequest = z.object({ annotation: AnnotationText });

/** Returns whether a request is for `annotate`, and not for `sealSync`. */
export function isAnnotation(request: unknown): boolean {
  return typeof request === 'object' && request !== null && 'annotation' in request;
}

/** An annotation that is written and sealed. */
export const Annotated = z.object({
  annotation: Annotation,
  sha256: z.string(),
  /** Its entry's place in the log. */
  index: z.number(),
  /** Whether the register had it before, so that nothing was written. */
  existed: z.boolean(),
  checkpoint: z.nullable(CheckpointSeen),
});
export type Annotated = z.infer<typeof Annotated>;

/**
 * Writes an annotation and seals it in its connection's log, which is signed at once. The same annotation again writes
 * nothing, but seals the first one if that failed. Throws AnnotationRefused if nothing was written, and AnnotationNotSealed
 * if it was written, but not sealed.
 */
export function annotate(ports: SealPorts) {
  return async (request: unknown): Promise<Annotated> => {
    const text = textIn(request);
    const log = new SealedLog(ports.log(text.connection));
    await refuseUnknown(text, log, ports);
    const annotation = {
      ...text,
      id: sha256Of(canonicalJson(text)).slice(0, 32),
      writtenAt: new Date(ports.clock.now()).toISOString(),
      ...sandboxMark(ports.sandbox),
    };
    const existed = !(await ports.putAnnotation(annotation));
    try {
      const document = await written(annotation, ports);
      return { ...(await seal(document, log, ports)), existed };
    } catch (cause) {
      throw new AnnotationNotSealed(
        `The annotation ${annotation.id} is written, but not sealed: ${(cause as Error).message}`,
        {
          cause,
          remedy: 'Run the same command again, which writes nothing twice. The next sync seals it too.',
        },
      );
    }
  };
}

/** Returns the annotation of a request. Throws AnnotationRefused if its form or its times are wrong. */
function textIn(request: unknown): AnnotationText {
  const parsed = AnnotateRequest.safeParse(request);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(`${issue?.path.join('.') || 'it'} ${issue?.message}`, 'Use the command "annotate".');
  }
  const { annotation } = parsed.data;
  return annotation;
}

/** Throws AnnotationRefused if a time or a text is wrong, or if the log or the sync that it is about does not exist. */
async function refuseUnknown(text: AnnotationText, log: SealedLog, ports: SealPorts): Promise<void> {
  const { connection, about } = text;
  const found = annotationProblem(text, ports.clock.now());
  if (found) throw refused(found.problem, found.remedy);
  if ((await log.newest()) === undefined)
    throw refused(
      `nothing of the connection ${connection} is sealed yet`,
      'Sync the connection first: its first sync begins the log.',
    );
  if ('run' in about && !(await isRecorded(connection, about.run, ports)))
    throw refused(`the sync ${about.run} is not in the register`, 'Name a sync that "runs" lists.');
}

/** Ids sort by their start, so the first run from an id on is the run itself, if it is recorded. */
async function isRecorded(connection: string, run: string, { runsSince }: SealPorts): Promise<boolean> {
  for await (const first of runsSince(connection, run)) return first === run;
  return false;
}

function refused(problem: string, remedy: string): AnnotationRefused {
  return new AnnotationRefused(`The annotation was not written: ${problem}`, { remedy });
}

/** Returns the annotation's document as the register holds it. */
async function written({ connection, id }: Annotation, ports: SealPorts) {
  const document = (await ports.annotations(connection)).find(({ value }) => value.id === id);
  if (document) return document;
  throw new Error('its item in the register is damaged');
}

/** Seals a document, and signs the log at once, even if one checkpoint a day is enough for syncs. */
async function seal(document: RecordedDocument<Annotation>, log: SealedLog, ports: SealPorts) {
  const { connection } = document.value;
  const origin = await originOf(connection, log, ports);
  const { index, stored } = await log.sealAnnotation(document, origin, () => ports.clock.now());
  const signing = { ...ports, checkpointEvery: 'sync' as const };
  const checkpoint = await signLog(connection, log, stored ? [stored] : [], signing);
  return { annotation: document.value, sha256: sha256Of(document.text), index, checkpoint };
}
