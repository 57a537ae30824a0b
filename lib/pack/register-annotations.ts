import { sha256Of } from '../log/document.ts';
import type { AnnotationEntry, LogEntry } from '../log/entry.ts';
import { PACK_FILE } from './pack-files.ts';

/**
 * Returns file name to text for the annotations of a register. An entry names its annotation by the SHA-256 alone, so a
 * document that fits no entry is taken for an altered one, while an entry without its document is left; the other documents
 * are not sealed, and get a name that no entry has.
 */
export function annotationFiles(
  entries: readonly LogEntry[],
  documents: readonly { id: string; text: string }[],
): Map<string, string> {
  const sealing = entries.filter((entry): entry is AnnotationEntry => entry.kind === 'annotation');
  const textOf = new Map(documents.map(({ text }) => [sha256Of(text), text]));
  const sealed = new Set(sealing.map(({ sha256 }) => sha256));
  const files = new Map<string, string>();
  for (const { index, sha256 } of sealing) {
    const text = textOf.get(sha256);
    if (text !== undefined) files.set(PACK_FILE.annotation(index), text);
  }
  const without = sealing.filter(({ sha256 }) => !textOf.has(sha256));
  const others = documents.filter(({ text }) => !sealed.has(sha256Of(text)));
  for (const [nth, { id, text }] of others.entries()) {
    const entry = without[nth];
    files.set(entry ? PACK_FILE.annotation(entry.index) : `annotations/unsealed/${safe(id)}.json`, text);
  }
  return files;
}

/** A person who can write to the table chooses the ids. */
function safe(id: string): string {
  return id.replaceAll(/[^\w-]/g, '-').slice(0, 64);
}
