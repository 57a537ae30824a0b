import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { SAFEGUARD_NAMES } from './safeguard-rules.ts';

const Texts = z.array(z.string());
const Numbers = { users: z.number(), groups: z.number(), roles: z.number(), guests: z.boolean() };

/**
 * One policy in the facts of Conditional Access. Version 1 of the collector has no details, and evidence before it has no ids.
 * A detail is null if it could not be read, or if the policy has no condition of the kind.
 */
const ListedPolicy = z.object({
  id: z.optional(z.string()),
  name: z.string(),
  state: z.string(),
  requires: given(
    z.nullable(
      z.object({
        operator: z.nullable(z.string()),
        controls: Texts,
        strength: z.nullable(z.string()),
        block: z.boolean(),
      }),
    ),
  ),
  includes: given(z.nullable(z.object({ all: z.boolean(), ...Numbers }))),
  excludes: given(z.nullable(z.object(Numbers))),
  apps: given(
    z.nullable(
      z.object({
        all: z.boolean(),
        included: z.number(),
        excluded: z.number(),
        named: z.optional(Texts),
        actions: z.optional(Texts),
        contexts: z.optional(z.number()),
      }),
    ),
  ),
  clientApps: given(z.nullable(Texts)),
  locations: given(
    z.nullable(
      z.object({
        all: z.boolean(),
        included: z.number(),
        excluded: z.number(),
        trusted: z.nullable(z.string()),
      }),
    ),
  ),
  platforms: given(z.nullable(z.object({ included: Texts, excluded: Texts }))),
  risk: given(z.nullable(z.object({ signIn: Texts, user: Texts }))),
  others: given(z.nullable(Texts)),
  session: given(z.nullable(Texts)),
});
export type ListedPolicy = z.infer<typeof ListedPolicy>;

const Safeguard = z.object({ enabled: z.number(), reportOnly: z.number(), withExclusions: z.number() });

/** The facts of Conditional Access that the figures do not show. */
export const PolicyFacts = z.object({
  policies: z.array(ListedPolicy),
  policiesOmitted: z.optional(z.number()),
  detailsOmitted: given(z.number()),
  securityDefaults: z.optional(z.boolean()),
  /** Null if no policy that they count could be read; undefined in version 1. */
  safeguards: given(
    z.nullable(z.object(Object.fromEntries(SAFEGUARD_NAMES.map((name) => [name, given(Safeguard)])))),
  ),
  excludedPrincipals: given(
    z.nullable(z.object({ users: z.number(), groups: z.number(), roles: z.number() })),
  ),
  policiesExcludingGuests: given(z.number()),
});
export type PolicyFacts = z.infer<typeof PolicyFacts>;
