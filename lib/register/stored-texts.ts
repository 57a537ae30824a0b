import { batchedItems } from './batched-items.ts';
import type { RegisterTable } from './register-client.ts';
import { itemsOf } from './register-items.ts';
import { logPartition, type RegisterKey, registerKeys } from './register-keys.ts';

/** A text of the register that nothing has checked: verification says what is wrong with it. Empty if an item has none. */
interface StoredText {
  /** The sort key: twelve digits for an entry of a log, unless a person wrote another one. */
  sk: string;
  text: string;
}

/** Yields the entries of a log as they are stored, the oldest first. */
export async function* entryTexts(
  table: RegisterTable,
  connection: string,
  from = 0,
): AsyncGenerator<StoredText> {
  const reading = { from: registerKeys.entry(connection, from).sk, consistent: true };
  for await (const { sk, document } of itemsOf(table, logPartition(connection), reading))
    yield { sk: String(sk?.S), text: document?.S ?? '' };
}

/** Returns the documents at the keys as they are stored, in the order of the keys; undefined for each that is missing. */
export async function textsAt(
  table: RegisterTable,
  keys: readonly RegisterKey[],
): Promise<(string | undefined)[]> {
  const items = await batchedItems(table, keys);
  return items.map((item) => item && (item.document?.S ?? ''));
}
