import { Logger } from '@aws-lambda-powertools/logger';
import type { ReadingProgress } from '../../lib/domain/provenance.ts';

/**
 * Structured logs, one JSON object per line. Never log a session, a token or a secret. Powertools reads the service's
 * name, which is the stack's name, from the environment.
 */
export const logger = new Logger();

/** Logs each page and each retry, because provenance lists only some of the answers. */
export function logProgress(progress: ReadingProgress): void {
  logger.info(progress.kind === 'page' ? 'Graph answered' : 'Asking Graph again', { progress });
}

/** Logs an item of the register that a function leaves out, because one damaged item must not stop it forever. */
export function logDamaged(finding: { item: string; problem: string }): void {
  logger.error('An item of the register is left out', { finding });
}

/** Logs each retry of a sign-in. The error contains no secret. */
export function logSignInRetry({ message }: Error, waitMs: number): void {
  logger.info('Asking Entra again', { why: message, waitMs });
}
