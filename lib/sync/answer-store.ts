import { randomUUID } from 'node:crypto';
import type { Collector } from '../collectors/collector.ts';
import { AnswerNotKept, SyncError } from '../domain/errors.ts';
import { tryAgain } from '../domain/remedy.ts';
import type { Session } from '../domain/session.ts';
import type { AnswerStore } from '../graph/answer-keeping.ts';
import { VAULT_NAME, type Vault } from '../vault/vault.ts';

/**
 * Returns where the answers of one reading are kept; undefined if the connection keeps only their SHA-256. The store
 * rejects with AnswerNotKept, or with AwsUnavailable if a later try may succeed.
 */
export function answerStore(
  { title, keepsUnselected }: Collector,
  session: Session,
  vault: Pick<Vault, 'put'>,
): AnswerStore | undefined {
  if (session.answers === 'hash') return undefined;
  const reading = randomUUID();
  return {
    reading,
    unselected:
      keepsUnselected === undefined ||
      (keepsUnselected !== 'never' && session.options[keepsUnselected.option] === true),
    async put(nth, body) {
      try {
        await vault.put(VAULT_NAME.answer(reading, nth), body);
      } catch (error) {
        throw error instanceof SyncError ? error : notKept(title, nth, error);
      }
    },
  };
}

function notKept(title: string, nth: number, cause: unknown): AnswerNotKept {
  const { name, message } = cause as Error;
  return new AnswerNotKept(`Answer ${nth} of Graph to ${title} could not be kept: ${name}: ${message}`, {
    cause,
    remedy: (place) =>
      `Nothing of this collector was recorded, because its source would be lost. Check that the vault exists and can be written to. ${tryAgain(place)}. A connection with "answers": "hash" keeps only the SHA-256 of answers.`,
  });
}
