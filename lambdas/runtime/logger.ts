import { Logger } from '@aws-lambda-powertools/logger';
import type { ReadingProgress } from '../domain/reading-progress.ts';

/**
 * Structured logs: one JSON object a line. Never given a session, a token or a secret. Powertools itself takes the
 * service's name from the environment: the stack's name.
 */
export const logger = new Logger();

/** Each page read and each retry, so that the log holds also what provenance only counts. */
export function logProgress(progress: ReadingProgress): void {
  logger.info(progress.kind === 'page' ? 'Graph answered' : 'Asking Graph again', { progress });
}

/** An item of the register that a function leaves out, because one damaged item must not stop it for good. */
export function logDamaged(finding: { item: string; problem: string }): void {
  logger.error('An item of the register is left out', { finding });
}

/** Each further try of a sign-in. The error holds no secret. */
export function logSignInRetry({ message }: Error, waitMs: number): void {
  logger.info('Asking Entra again', { why: message, waitMs });
}
