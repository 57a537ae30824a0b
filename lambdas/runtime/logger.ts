import { Logger } from '@aws-lambda-powertools/logger';

/** Structured logs: one JSON object a line. Never given a session, a token or a secret. */
export const logger = new Logger({ serviceName: 'm365-evidence' });
