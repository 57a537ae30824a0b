import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { Instant, plausibleDate } from '../../domain/instant.ts';
import { nameOr, plainText } from '../../domain/plain-text.ts';
import type { GraphQuery } from '../../graph/graph-port.ts';
import { ObjectId } from '../object-ids.ts';
import { ExcludedPrincipals } from './excluded-principals.ts';
import { type ListedPolicy, listedWithinBytes, MOST_POLICIES } from './listed-policies.ts';
import { policyDetails, readPolicy } from './policy-details.ts';
import { type State, stateOf } from './policy-state.ts';
import type { Principals } from './principals.ts';
import { Safeguards } from './safeguards.ts';

const Policy = z.object({
  id: ObjectId,
  displayName: given(z.string()),
  state: given(z.string()),
  createdDateTime: given(Instant),
  modifiedDateTime: given(Instant),
  conditions: z.optional(z.unknown()),
  grantControls: z.optional(z.unknown()),
  sessionControls: z.optional(z.unknown()),
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

/** Most characters of a policy's id. Microsoft's ids are GUIDs of 36 characters. */
const LONGEST_ID = 64;

/** Counts policies and safeguards one by one, and keeps the first policies of each state. */
export class PolicyList {
  readonly counts: Record<State, number> = { enabled: 0, reportOnly: 0, disabled: 0, unknown: 0 };
  /** Date and time of the newest change; null if no policy has a plausible one. */
  newest: string | null = null;
  readonly #unread: Record<State, number> = { enabled: 0, reportOnly: 0, disabled: 0, unknown: 0 };
  readonly #safeguards = new Safeguards();
  /** The principals that enabled policies exclude. */
  readonly #excluded = new ExcludedPrincipals();
  /** How many enabled policies exclude guests or external users. */
  #excludingGuests = 0;
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
    const changed =
      plausibleDate(policy.modifiedDateTime, this.#now) ?? plausibleDate(policy.createdDateTime, this.#now);
    if (changed && (this.newest === null || changed > this.newest)) this.newest = changed;
    const read = readPolicy(policy.conditions, policy.grantControls);
    if (!read) this.#unread[state] += 1;
    else {
      this.#safeguards.add(read, state);
      if (state === 'enabled') this.#addExcluded(read.conditions.excludes);
    }
    if (this.#listed[state].length === MOST_POLICIES) return;
    const details = read ? policyDetails(read, policy.sessionControls) : null;
    this.#listed[state].push({ basics: basicsOf(policy, state), details });
  }

  /** How many policies have conditions or grant controls that could not be read. */
  get unread(): number {
    return Object.values(this.#unread).reduce((sum, count) => sum + count, 0);
  }

  /** Returns the numbers of policies' details. They are null if no policy of a state that they count could be read. */
  detailFacts() {
    const [enabled, reportOnly] = [this.#isUnread('enabled'), this.#isUnread('reportOnly')];
    return {
      safeguards: enabled || reportOnly ? null : this.#safeguards.facts(),
      excludedPrincipals: enabled ? null : this.#excluded.facts(),
      policiesExcludingGuests: enabled ? null : this.#excludingGuests,
    };
  }

  /** Returns the policies for the facts, enabled ones first. */
  listed() {
    const { enabled, reportOnly, disabled, unknown } = this.#listed;
    return listedWithinBytes([...enabled, ...reportOnly, ...disabled, ...unknown]);
  }

  #addExcluded(excludes: Principals): void {
    this.#excluded.add(excludes);
    if (excludes.guests) this.#excludingGuests += 1;
  }

  #isUnread(state: State): boolean {
    return this.counts[state] > 0 && this.#unread[state] === this.counts[state];
  }
}

function basicsOf({ id, displayName }: Policy, state: State): ListedPolicy['basics'] {
  return { id: plainText(id, LONGEST_ID), name: nameOr('Unnamed policy', displayName), state };
}
