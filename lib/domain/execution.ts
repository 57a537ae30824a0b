import * as z from 'zod/mini';
import { Instant } from './instant.ts';
import { DAY } from './time.ts';

/** The execution of the state machine that a sync run came from (the context object's `Execution`). */
export const Execution = z.object({
  /** The execution's ARN, or a local id. */
  id: z.string(),
  name: z.string(),
  startedAt: Instant,
});
export type Execution = z.infer<typeof Execution>;

/**
 * Returns a run's id, which sorts by start and is the same for every retry of the execution. The name alone is not
 * unique: Step Functions allows it again after 90 days, and a second run with that name would write nothing.
 */
export function runId({ startedAt, name }: Omit<Execution, 'id'>): string {
  return `${startedAt}_${name}`;
}

/** Returns the start of the run with this id, ISO 8601 in UTC. */
export function startOfRun(id: string): string {
  return id.slice(0, id.indexOf('_'));
}

/**
 * Milliseconds by which a run may have read later than it started: a redrive keeps the start and is possible for 14 days. One
 * more day is for the execution itself. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export const REDRIVABLE = 15 * DAY;
