import { EARLIER_NAMES, EarlierRegister } from './earlier-register.ts';
import type { RegisterTable } from './register-client.ts';
import type { OnDamaged } from './register-finding.ts';
import { itemsOf } from './register-items.ts';
import { LOG_NAMES } from './register-keys.ts';
import { LOG_NAME_ITEM, storedItem } from './stored-item.ts';

/**
 * Returns the names of all connections that have a log, which its first entry begins. Throws EarlierRegister if only
 * earlier versions wrote to the register.
 */
export async function connectionNames(table: RegisterTable, onDamaged: OnDamaged): Promise<string[]> {
  const items = await Array.fromAsync(itemsOf(table, LOG_NAMES));
  if (items.length === 0) for await (const _ of itemsOf(table, EARLIER_NAMES)) throw new EarlierRegister();
  return items.flatMap((item) => storedItem(LOG_NAME_ITEM, item, onDamaged)?.connection ?? []);
}
