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

/** Receives what is wrong with an item that a reader therefore leaves out. */
export type OnDamaged = (finding: RegisterFinding) => void;

/** Whoever can write to the table chooses its keys, so they are made safe to print. */
export function itemName({ pk, sk }: RegisterKey): string {
  return `${plainText(sk)} of ${plainText(pk)}`;
}

/** Throws RegisterItemDamaged: for readers that must not go on without the item. */
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
