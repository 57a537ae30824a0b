import { COLLECTORS } from '../collectors/registry.ts';
import { CollectionOutcome } from '../domain/collection-outcome.ts';
import { Caught, decodeCaught, type Failure } from '../domain/failure.ts';
import type { ReadingProgress } from '../domain/provenance.ts';
import { type PermissionHint, Session } from '../domain/session.ts';
import { Recorded } from '../sync/record-evidence.ts';
import { STATE } from '../sync/workflow-terms.ts';

/** An event of one state of the workflow, from Step Functions or from the local engine. */
export type StateEvent =
  | { type: 'entered'; state: string; input: unknown }
  | { type: 'exited'; state: string; output: unknown }
  /** It failed and is tried again. */
  | { type: 'again'; state: string; error: Caught };

/** A part of the sync that people follow: signing in, recording, sealing, announcing, or a collector by its id. */
export type SyncPart = 'sign-in' | 'register' | 'log' | 'announcement' | (string & {});

/** An event of a sync, to be shown. */
export type SyncProgress =
  | { kind: 'workflow'; ready: boolean; text: string }
  | { kind: 'signing-in' }
  | { kind: 'signed-in'; tenantId: string; permissions: PermissionHint | null }
  | { kind: 'sign-in-rejected'; failure: Failure }
  /** The connection has no credentials: the sync ends here, without a record. */
  | { kind: 'not-connected'; failure: Failure }
  | { kind: 'collecting'; collector: string }
  | { kind: 'reading'; collector: string; progress: ReadingProgress }
  | { kind: 'again'; part: SyncPart; why: Failure }
  | { kind: 'outcome'; outcome: CollectionOutcome }
  | { kind: 'recording' }
  | { kind: 'recorded'; recorded: Recorded };

/** Translates a state's event into an event of the sync; undefined if it means nothing to a person. */
export function syncProgressOf(event: StateEvent): SyncProgress | undefined {
  switch (event.type) {
    case 'entered':
      return entered(event.state, event.input);
    case 'exited':
      return exited(event.state, event.output);
    case 'again': {
      const part = partOf(event.state);
      return part && { kind: 'again', part, why: decodeCaught(event.error) };
    }
  }
}

const PARTS: Record<string, SyncPart> = {
  [STATE.authenticate]: 'sign-in',
  [STATE.record]: 'register',
  [STATE.recordRejected]: 'register',
  [STATE.seal]: 'log',
  [STATE.announce]: 'announcement',
  ...Object.fromEntries(COLLECTORS.map((collector) => [STATE.collect(collector), collector.id])),
};

function partOf(state: string): SyncPart | undefined {
  return PARTS[state];
}

function entered(state: string, input: unknown): SyncProgress | undefined {
  if (state === STATE.authenticate) return { kind: 'signing-in' };
  if (state === STATE.record) return { kind: 'recording' };
  if (state === STATE.recordRejected || state === STATE.notConnected) {
    const kind = state === STATE.notConnected ? 'not-connected' : 'sign-in-rejected';
    return { kind, failure: decodeCaught(Caught.parse(input)) };
  }
  const collector = COLLECTORS.find((candidate) => STATE.collect(candidate) === state);
  return collector && { kind: 'collecting', collector: collector.id };
}

function exited(state: string, output: unknown): SyncProgress | undefined {
  if (state === STATE.authenticate) {
    const session = Session.safeParse(output).data;
    return session && { kind: 'signed-in', tenantId: session.tenantId, permissions: session.permissions };
  }
  if (state === STATE.record || state === STATE.recordRejected) {
    const recorded = Recorded.safeParse(output).data;
    return recorded && { kind: 'recorded', recorded };
  }
  const outcome = CollectionOutcome.safeParse(output);
  return outcome.success ? { kind: 'outcome', outcome: outcome.data } : undefined;
}
