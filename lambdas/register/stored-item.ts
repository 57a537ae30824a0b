import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod/mini';
import { RegisterItemDamaged } from '../domain/errors.ts';

/** What an item of the register holds. Throws RegisterItemDamaged, which names the item and what is wrong with it. */
export function bodyOf<T>(schema: z.ZodMiniType<T>, item: Record<string, AttributeValue>): T {
  const { pk, sk, body } = unmarshall(item);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const problem = issue ? `${issue.path.join('.') || 'its body'}: ${issue.message}` : 'not readable';
  throw new RegisterItemDamaged(`The item ${sk} of ${pk} in the register is damaged (${problem})`, {
    remedy:
      'Nothing but m365-evidence may write there: find out who did. Restore the table to a time before it, or delete the item.',
  });
}
