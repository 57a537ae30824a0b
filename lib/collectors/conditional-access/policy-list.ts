import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { Instant, plausibleDate } from '../../domain/instant.ts';
import { nameOr, plainText, withinBytes } from '../../domain/plain-text.ts';
import type { GraphQuery } from '../../graph/graph-port.ts';
import { ObjectId } from '../object-ids.ts';

const Policy = z.object({
  id: ObjectId,
  displayName: given(z.string()),
  state: given(z.string()),
  createdDateTime: given(Instant),
  modifiedDateTime: given(Instant),
});
export type Policy = z.infer<typeof Policy>;

/**
 * $count is documented, and allows comparing the number of policies read with the number that exist. It is optional,
 * because the policies matter more than the comparison if Graph refuses it.
 * https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies
 */
export const ALL_POLICIES: GraphQuery<Policy> = {
  path: '/identity/conditionalAccess/policies',
  optional: { $count: 'true' },
  object: Policy,
};

/** Report-only is a separate state, because such a policy enforces nothing. */
const STATES = {
  enabled: 'enabled',
  enabledForReportingButNotEnforced: 'reportOnly',
  disabled: 'disabled',
} as const;
type State = (typeof STATES)[keyof typeof STATES] | 'unknown';

const MOST_POLICIES = 200;
const MOST_BYTES = 30_000;
/** Most characters of a policy's id. Microsoft's ids are GUIDs of 36 characters. */
const LONGEST_ID = 64;

/** A policy in the facts. */
interface ListedPolicy {
  id: string;
  name: string;
  state: State;
}

/** Counts policies by state one by one, and keeps the first of each state. */
export class PolicyList {
  readonly counts: Record<State, number> = { enabled: 0, reportOnly: 0, disabled: 0, unknown: 0 };
  /** Date and time of the newest change; null if no policy has a plausible one. */
  newest: string | null = null;
  readonly #listed: Record<State, ListedPolicy[]> = {
    enabled: [],
    reportOnly: [],
    disabled: [],
    unknown: [],
  };
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  add(policy: Policy): void {
    const state = stateOf(policy);
    this.counts[state] += 1;
    if (this.#listed[state].length < MOST_POLICIES) this.#listed[state].push(listedPolicy(policy, state));
    const changed =
      plausibleDate(policy.modifiedDateTime, this.#now) ?? plausibleDate(policy.createdDateTime, this.#now);
    if (changed && (this.newest === null || changed > this.newest)) this.newest = changed;
  }

  /** Returns at most 200 policies in 30 kB, enabled ones first. */
  listed(): ListedPolicy[] {
    const { enabled, reportOnly, disabled, unknown } = this.#listed;
    const inOrder = [...enabled, ...reportOnly, ...disabled, ...unknown];
    return withinBytes(inOrder.slice(0, MOST_POLICIES), MOST_BYTES);
  }
}

function listedPolicy({ id, displayName }: Policy, state: State): ListedPolicy {
  return { id: plainText(id, LONGEST_ID), name: nameOr('Unnamed policy', displayName), state };
}

function stateOf({ state }: Policy): State {
  return Object.entries(STATES).find(([graphs]) => graphs === state)?.[1] ?? 'unknown';
}
