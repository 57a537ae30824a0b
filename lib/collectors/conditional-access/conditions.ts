import * as z from 'zod/mini';
import { setMembers, Texts } from './graph-texts.ts';
import { type Audience, audienceOf, PolicyUsers } from './principals.ts';

const Applications = z.looseObject({
  includeApplications: Texts,
  excludeApplications: Texts,
  includeUserActions: Texts,
  includeAuthenticationContextClassReferences: Texts,
});
const Locations = z.looseObject({ includeLocations: Texts, excludeLocations: Texts });
const Platforms = z.looseObject({ includePlatforms: Texts, excludePlatforms: Texts });

/** Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessconditionset */
const ConditionSet = z.looseObject({
  users: PolicyUsers,
  applications: z.optional(z.nullable(Applications)),
  clientAppTypes: Texts,
  locations: z.optional(z.nullable(Locations)),
  platforms: z.optional(z.nullable(Platforms)),
  signInRiskLevels: Texts,
  userRiskLevels: Texts,
});

/** What a list includes and excludes, as Graph sends it. */
export interface Choice {
  included: string[];
  excluded: string[];
}

/** The conditions of a policy. */
export interface Conditions extends Audience {
  apps: Choice & { actions: string[]; contexts: string[] };
  clientApps: string[];
  locations: Choice;
  platforms: Choice;
  signInRisk: string[];
  userRisk: string[];
  /** Names of further conditions that are set: device filters, workload identities and the like, and unknown ones. */
  others: string[];
}

const KNOWN = new Set(Object.keys(ConditionSet.shape));

/** Reads a policy's conditions. Returns undefined if they are missing, null or differ from Graph's documentation. */
export function conditionsOf(value: unknown): Conditions | undefined {
  const set = ConditionSet.safeParse(value).data;
  // Graph always gives users, null for workload identities. Without the member, it is unknown whom the policy is for.
  if (set?.users === undefined) return undefined;
  const audience = audienceOf(set.users);
  const apps = set.applications ?? Applications.parse({});
  const locations = set.locations ?? Locations.parse({});
  const platforms = set.platforms ?? Platforms.parse({});
  return {
    ...audience,
    apps: {
      included: apps.includeApplications,
      excluded: apps.excludeApplications,
      actions: apps.includeUserActions,
      contexts: apps.includeAuthenticationContextClassReferences,
    },
    clientApps: set.clientAppTypes,
    locations: { included: locations.includeLocations, excluded: locations.excludeLocations },
    platforms: { included: platforms.includePlatforms, excluded: platforms.excludePlatforms },
    signInRisk: set.signInRiskLevels,
    userRisk: set.userRiskLevels,
    others: [
      ...audience.unknown,
      ...furtherMembers('applications', apps, Applications.shape),
      ...furtherMembers('locations', locations, Locations.shape),
      ...furtherMembers('platforms', platforms, Platforms.shape),
      ...setMembers(set, KNOWN),
    ],
  };
}

function furtherMembers(name: string, object: object, shape: object): string[] {
  return setMembers(object, new Set(Object.keys(shape))).map((member) => `${name}.${member}`);
}
