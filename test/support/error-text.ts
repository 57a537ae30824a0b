import { failureOf } from '../../lib/domain/failure.ts';
import { sentence } from '../../lib/domain/plain-text.ts';

/** Returns the message and the remedy of an error, as a command prints them. */
export function errorText(error: unknown): string {
  const { message, remedy } = failureOf(error);
  return `${sentence(message)} ${remedy}`;
}
