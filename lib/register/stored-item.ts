import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { Annotation, type RecordedAnnotation } from '../domain/annotation.ts';
import { ConnectionName } from '../domain/connection.ts';
import { Evidence, type RecordedEvidence } from '../domain/evidence.ts';
import { plainText } from '../domain/plain-text.ts';
import type { RecordedDocument } from '../domain/recorded-sync.ts';
import { SyncRun } from '../domain/sync-run.ts';
import { documentIn, sha256Of } from '../log/document.ts';
import { EARLIER_ITEM } from './earlier-register.ts';
import { printableDocument } from './printable.ts';
import { itemName, type OnDamaged } from './register-finding.ts';
import { type RegisterKey, registerKeys } from './register-keys.ts';

/** One kind of item: the schema of its document, the key that it is written under, and the value that a reader returns. */
export interface ItemKind<Document, Value = Document> {
  schema: z.ZodMiniType<Document>;
  keyOf: (document: Document) => RegisterKey;
  /** `text` is the document as it is stored, including fields that this version does not know. */
  toValue: (document: Document, text: string) => Value;
}

const LogName = z.object({ connection: ConnectionName });
const itself = <Document>(document: Document): Document => document;

export const EVIDENCE_ITEM: ItemKind<Evidence, RecordedEvidence> = {
  schema: Evidence,
  keyOf: ({ connection, collector, run }) => registerKeys.evidence(connection, collector, run),
  toValue: (document, text) => ({ ...document, sha256: sha256Of(text) }),
};
export const RUN_ITEM: ItemKind<SyncRun> = {
  schema: SyncRun,
  keyOf: ({ connection, id }) => registerKeys.run(connection, id),
  toValue: itself,
};
export const ANNOTATION_ITEM: ItemKind<Annotation, Omit<RecordedAnnotation, 'index'>> = {
  schema: Annotation,
  keyOf: ({ connection, id }) => registerKeys.annotation(connection, id),
  toValue: (document, text) => ({ ...document, sha256: sha256Of(text) }),
};
export const LOG_NAME_ITEM: ItemKind<z.infer<typeof LogName>> = {
  schema: LogName,
  keyOf: ({ connection }) => registerKeys.logName(connection),
  toValue: itself,
};

/** Returns the kind of item whose value is the document next to its text. */
export function withText<Document>(
  kind: ItemKind<Document, unknown>,
): ItemKind<Document, RecordedDocument<Document>> {
  return { ...kind, toValue: (value, text) => ({ text, value }) };
}

/**
 * Returns the value of an item of the register. An item is damaged if its document is not canonical JSON, does not fit the
 * schema, or belongs under another key (of another connection, collector or run). Then calls `onDamaged`, and returns
 * undefined if that returns.
 */
export function storedItem<Document, Value>(
  { schema, keyOf, toValue }: ItemKind<Document, Value>,
  { pk = { S: '' }, sk = { S: '' }, document: stored }: Record<string, AttributeValue>,
  onDamaged: OnDamaged,
): Value | undefined {
  const key = { pk: String(pk.S), sk: String(sk.S) };
  const found = (problem: string) => {
    onDamaged({ item: itemName(key), problem });
    return undefined;
  };
  const damaged = (problem: string) => found(`is damaged (${plainText(problem)})`);
  if (!stored) return found(EARLIER_ITEM);
  const text = stored.S ?? '';
  const document = documentIn(text);
  if (!document) return damaged('its document is not canonical JSON');
  const parsed = schema.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return damaged(issue ? `${issue.path.join('.') || 'its document'}: ${issue.message}` : 'not readable');
  }
  const written = keyOf(parsed.data);
  if (written.pk !== key.pk || written.sk !== key.sk)
    return damaged(`its document is of ${itemName(written)}`);
  return toValue(printableDocument(parsed.data, text), text);
}
