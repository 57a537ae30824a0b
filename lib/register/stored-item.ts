import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { ConnectionName } from '../domain/connection.ts';
import { Evidence, type RecordedEvidence } from '../domain/evidence.ts';
import { plainText } from '../domain/plain-text.ts';
import { SyncRun } from '../domain/sync-run.ts';
import { sha256Of } from './document-hash.ts';
import { printable } from './printable.ts';
import { itemName, type OnDamaged } from './register-finding.ts';
import { type RegisterKey, registerKeys } from './register-keys.ts';

/** One kind of item: the schema of its body, the key that a body is written under, and the value that a reader returns. */
export interface ItemKind<Body, Value = Body> {
  schema: z.ZodMiniType<Body>;
  keyOf: (body: Body, key: RegisterKey) => RegisterKey;
  /** `stored` is the body in the table, including fields that this version does not know. */
  toValue: (body: Body, stored: unknown) => Value;
}

const Named = z.object({ name: ConnectionName });
const Pointer = z.object({ evidence: z.object({ pk: z.string(), sk: z.string() }) });
const itself = <Body>(body: Body): Body => body;

export const EVIDENCE_ITEM: ItemKind<Evidence, RecordedEvidence> = {
  schema: Evidence,
  keyOf: ({ connection, collector, run }) => registerKeys.evidence(connection, collector, run),
  toValue: (body, stored) => ({ ...body, sha256: sha256Of(stored) }),
};
export const RUN_ITEM: ItemKind<SyncRun> = {
  schema: SyncRun,
  keyOf: ({ connection, id }) => registerKeys.run(connection, id),
  toValue: itself,
};
export const CONNECTION_ITEM: ItemKind<z.infer<typeof Named>> = {
  schema: Named,
  keyOf: ({ name }) => registerKeys.connection(name),
  toValue: itself,
};
/** A pointer repeats its evidence in its own sort key. */
export const POINTER_ITEM: ItemKind<z.infer<typeof Pointer>> = {
  schema: Pointer,
  keyOf: ({ evidence: { pk, sk } }, key) => ({ pk: key.pk, sk: pk.replace('EVIDENCE', () => sk) }),
  toValue: itself,
};

/**
 * Returns the value of an item of the register. An item is damaged if its body does not fit the schema, or belongs under
 * another key (of another connection, collector or run). Then calls `onDamaged`, and returns undefined if that returns.
 */
export function storedItem<Body, Value>(
  { schema, keyOf, toValue }: ItemKind<Body, Value>,
  { pk = { S: '' }, sk = { S: '' }, body: attribute }: Record<string, AttributeValue>,
  onDamaged: OnDamaged,
): Value | undefined {
  const key = { pk: String(pk.S), sk: String(sk.S) };
  const damaged = (problem: string) => {
    onDamaged({ item: itemName(key), problem: `is damaged (${plainText(problem)})` });
    return undefined;
  };
  const stored = attribute && nativeOf(attribute);
  const parsed = schema.safeParse(stored);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return damaged(issue ? `${issue.path.join('.') || 'its body'}: ${issue.message}` : 'not readable');
  }
  const written = keyOf(parsed.data, key);
  if (written.pk !== key.pk || written.sk !== key.sk) return damaged(`its body is of ${itemName(written)}`);
  return toValue(printable(parsed.data) as Body, stored);
}

/** Converts a DynamoDB attribute; undefined for one that m365-evidence cannot have written, such as a number of 30 digits. */
function nativeOf(body: AttributeValue): unknown {
  try {
    return unmarshall({ body }).body;
  } catch {
    return undefined;
  }
}
