import { withinBytes } from '../../domain/plain-text.ts';
import type { PolicyDetails } from './policy-details.ts';
import type { State } from './policy-state.ts';

export const MOST_POLICIES = 200;
/** UTF-8 JSON of ids, names and states, and of all entries with their details. An observation holds 60 kB. */
const MOST_BYTES = { basics: 30_000, all: 45_000 };

/** A policy that may be listed. Its details are null if they could not be read. */
export interface ListedPolicy {
  basics: { id: string; name: string; state: State };
  details: PolicyDetails | null;
}

type PolicyFact = ListedPolicy['basics'] & (PolicyDetails | typeof UNREAD | object);

const UNREAD = {
  requires: null,
  includes: null,
  excludes: null,
  apps: null,
  clientApps: null,
  locations: null,
  platforms: null,
  risk: null,
  others: null,
  session: null,
} satisfies Record<keyof PolicyDetails, null>;

/**
 * Returns the first 200 policies or fewer, if they take more than 30 kB. Adds details to the first of them, while they all fit
 * into 45 kB, and counts the policies without details for that reason.
 */
export function listedWithinBytes(policies: readonly ListedPolicy[]): {
  policies: PolicyFact[];
  detailsOmitted: number;
} {
  const basics = withinBytes(
    policies.slice(0, MOST_POLICIES).map((policy) => policy.basics),
    MOST_BYTES.basics,
  );
  const listed = policies.slice(0, basics.length).map(({ details }) => details ?? UNREAD);
  const detailed = withinBytes(listed, MOST_BYTES.all - Buffer.byteLength(JSON.stringify(basics)));
  return {
    policies: basics.map((policy, index) => ({ ...policy, ...detailed[index] })),
    detailsOmitted: listed.length - detailed.length,
  };
}
