import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import { CollectionOutcome } from '../../lambdas/domain/collection-outcome.ts';
import { Caught, decodeCaught, type Failure } from '../../lambdas/domain/failure.ts';
import type { ReadingProgress } from '../../lambdas/domain/reading-progress.ts';
import { type PermissionHint, Session } from '../../lambdas/domain/session.ts';
import { STATE } from '../cloud/workflow-terms.ts';
import type { EngineEvent } from './workflow-runner.ts';

/** What happens during a sync, for whoever shows it. */
export type SyncEvent =
  | { kind: 'signing-in' }
  | { kind: 'sign-in-again' }
  | { kind: 'signed-in'; tenantId: string; permissions: PermissionHint | null }
  | { kind: 'sign-in-rejected'; failure: Failure }
  | { kind: 'collecting'; collector: string }
  | { kind: 'reading'; collector: string; progress: ReadingProgress }
  | { kind: 'outcome'; outcome: CollectionOutcome }
  | { kind: 'recording' }
  | { kind: 'recorded' };

/** What an event of the engine means for the sync; undefined for those that mean nothing to a person. */
export function syncEventOf(event: EngineEvent): SyncEvent | undefined {
  if (event.type === 'StateEntered') return entered(event.state.name, event.state.input);
  if (event.type === 'StateExited') return exited(event.state.name, event.state.output);
  if (event.type === 'StateRetried' && event.state.name === STATE.authenticate)
    return { kind: 'sign-in-again' };
  return undefined;
}

function entered(state: string, input: unknown): SyncEvent | undefined {
  if (state === STATE.authenticate) return { kind: 'signing-in' };
  if (state === STATE.record) return { kind: 'recording' };
  if (state === STATE.recordRejected) {
    return { kind: 'sign-in-rejected', failure: decodeCaught(Caught.parse(input)) };
  }
  const collector = COLLECTORS.find((candidate) => STATE.collect(candidate) === state);
  return collector && { kind: 'collecting', collector: collector.id };
}

function exited(state: string, output: unknown): SyncEvent | undefined {
  if (state === STATE.authenticate) {
    const session = Session.safeParse(output).data;
    return session && { kind: 'signed-in', tenantId: session.tenantId, permissions: session.permissions };
  }
  if (state === STATE.record || state === STATE.recordRejected) return { kind: 'recorded' };
  const outcome = CollectionOutcome.safeParse(output);
  return outcome.success ? { kind: 'outcome', outcome: outcome.data } : undefined;
}
