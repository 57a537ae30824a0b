import { RegisterItemDamaged } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import { EARLIER_ITEM, EarlierRegister } from './earlier-register.ts';
import type { RegisterKey } from './register-keys.ts';

/** A damaged or missing item of the register. */
export interface RegisterFinding {
  /** The item's keys in the table: `<sort key> of <partition key>`. */
  item: string;
  /** The problem, as a clause whose subject is the item: `is damaged (title: …)`. */
  problem: string;
}

/** Receives the finding about an item that the reader leaves out. */
export type OnDamaged = (finding: RegisterFinding) => void;

/** Returns an item's keys as text that is safe to print, because a person who can write to the table chooses them. */
export function itemName({ pk, sk }: RegisterKey): string {
  return `${plainText(sk)} of ${plainText(pk)}`;
}

/** Throws RegisterItemDamaged, or EarlierRegister: for readers that need every item. */
export function refuseDamaged({ item, problem }: RegisterFinding): never {
  if (problem === EARLIER_ITEM) throw new EarlierRegister();
  throw new RegisterItemDamaged(`The item ${item} in the register ${problem}`, {
    remedy:
      'Only m365-evidence may write to the table: find out who else did. Restore the table to a time before that, or delete the item.',
  });
}

/** Collects the findings of a reader, one per item, and one for all items of earlier versions. */
export class DamageLog {
  readonly #found = new Map<string, RegisterFinding>();

  readonly onDamaged: OnDamaged = (finding) => {
    const { item, problem } = finding;
    const name = problem === EARLIER_ITEM ? problem : item;
    if (!this.#found.has(name)) this.#found.set(name, finding);
  };

  found(): RegisterFinding[] {
    return [...this.#found.values()];
  }
}
