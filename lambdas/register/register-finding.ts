import { RegisterItemDamaged } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import type { RegisterKey } from './register-keys.ts';

/** An item of the register that is not as a sync wrote it, or is not there. */
export interface RegisterFinding {
  /** Its keys, by which it can be found in the table: `<sort key> of <partition key>`. */
  item: string;
  /** What is wrong, in a clause whose subject is the item: `is damaged (title: …)`. */
  problem: string;
}

/** Receives what is wrong with an item, which the reader leaves out. */
export type OnDamaged = (finding: RegisterFinding) => void;

/** Names an item by its keys, made safe to print: a person who can write to the table chooses them. */
export function itemName({ pk, sk }: RegisterKey): string {
  return `${plainText(sk)} of ${plainText(pk)}`;
}

/** Throws RegisterItemDamaged: for readers that need every item. */
export function refuseDamaged({ item, problem }: RegisterFinding): never {
  throw new RegisterItemDamaged(`The item ${item} in the register ${problem}`, {
    remedy:
      'Only m365-evidence may write to the table: find out who else did. Restore the table to a time before that, or delete the item.',
  });
}

/** Keeps what a reader leaves out, each item once. */
export class DamageLog {
  readonly #found = new Map<string, RegisterFinding>();

  readonly onDamaged: OnDamaged = (finding) => {
    this.#found.set(finding.item, finding);
  };

  found(): RegisterFinding[] {
    return [...this.#found.values()];
  }
}
