import { randomUUID } from 'node:crypto';
import type { SandboxAnswer } from './answer.ts';

/** Why Entra refuses a sign-in. */
export interface Refusal {
  /** AADSTS number. */
  number: number;
  text: string;
  /** By default 401 and `invalid_client`, as for every fault of a credential. */
  status?: number;
  error?: string;
  /** Further fields of the answer. */
  more?: object;
}

/** Returns a refusal in Entra's error format. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export function entraRefusal(refusal: Refusal): SandboxAnswer {
  const { number, text, status = 401, error = 'invalid_client', more } = refusal;
  const [trace_id, correlation_id] = [randomUUID(), randomUUID()];
  const timestamp = new Date().toISOString().replace('T', ' ').slice(0, 19).concat('Z');
  const error_description = `AADSTS${number}: ${text} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`;
  return {
    status,
    body: { error, error_description, error_codes: [number], timestamp, trace_id, correlation_id, ...more },
  };
}
