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
 * A run's id: sorts by start, and is the same for every retry of the execution. The name alone would not
 * do: Step Functions frees it after 90 days, and a second run of that name would then write nothing.
 */
export function runId({ startedAt, name }: Omit<Execution, 'id'>): string {
  return `${startedAt}_${name}`;
}

/** When the run of that id started, ISO 8601 in UTC. */
export function startOfRun(id: string): string {
  return id.slice(0, id.indexOf('_'));
}

/**
 * A run keeps its start on a redrive, which is possible for 14 days: it may have read that much later than it started. A day
 * more is for the execution itself. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export const REDRIVABLE = 15 * DAY;
