import { type Annotation, byWriting, type RecordedAnnotation } from '../domain/annotation.ts';
import type { RecordedDocument } from '../domain/recorded-sync.ts';
import { canonicalJson } from '../log/document.ts';
import { logEntryIn } from '../log/entry.ts';
import type { RegisterTable } from './register-client.ts';
import type { OnDamaged } from './register-finding.ts';
import { itemsOf } from './register-items.ts';
import { annotationPartition, logPartition, registerKeys } from './register-keys.ts';
import { putIfFree } from './stored-document.ts';
import { ANNOTATION_ITEM, storedItem, withText } from './stored-item.ts';

/** The field by which an entry in the log shows its kind, as canonical JSON has it. */
const ANNOTATION_KIND = '"kind":"annotation"';

/** Returns the annotations of a connection with their places in its log, the oldest first. */
export async function annotationsOf(
  table: RegisterTable,
  connection: string,
  onDamaged: OnDamaged,
): Promise<RecordedAnnotation[]> {
  const items = await Array.fromAsync(itemsOf(table, annotationPartition(connection), { consistent: true }));
  const read = items.flatMap((item) => storedItem(ANNOTATION_ITEM, item, onDamaged) ?? []);
  if (read.length === 0) return [];
  const indexes = await sealedIndexes(table, connection);
  return read
    .map((annotation) => ({ ...annotation, index: indexes.get(annotation.sha256) ?? null }))
    .toSorted(byWriting);
}

/** Returns the SHA-256 of each sealed annotation, to its place in the log. DynamoDB leaves out the other entries. */
async function sealedIndexes(table: RegisterTable, connection: string): Promise<Map<string, number>> {
  const indexes = new Map<string, number>();
  const reading = { consistent: true, containing: ANNOTATION_KIND };
  for await (const { document } of itemsOf(table, logPartition(connection), reading)) {
    const entry = logEntryIn(document?.S ?? '');
    if (entry?.kind === 'annotation' && !indexes.has(entry.sha256)) indexes.set(entry.sha256, entry.index);
  }
  return indexes;
}

/** Returns the readable annotations of a connection as they are stored. Leaves out damaged ones, which verification finds. */
export async function storedAnnotations(
  table: RegisterTable,
  connection: string,
): Promise<RecordedDocument<Annotation>[]> {
  const items = await Array.fromAsync(itemsOf(table, annotationPartition(connection), { consistent: true }));
  return items.flatMap((item) => storedItem(withText(ANNOTATION_ITEM), item, () => {}) ?? []);
}

/** Writes an annotation if its id is free. Returns whether it was. */
export async function putAnnotation(table: RegisterTable, annotation: Annotation): Promise<boolean> {
  const key = registerKeys.annotation(annotation.connection, annotation.id);
  return await putIfFree(table, key, { document: canonicalJson(annotation) });
}
