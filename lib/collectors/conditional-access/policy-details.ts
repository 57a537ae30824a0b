import { type Choice, type Conditions, conditionsOf } from './conditions.ts';
import { grantOf, type Requires } from './grant.ts';
import { hasKeyword, shortTexts } from './graph-texts.ts';
import type { Principals } from './principals.ts';
import type { ReadPolicy } from './safeguard-rules.ts';
import { sessionOf } from './session-controls.ts';

/** Numbers of ids, never the ids: users are persons. */
interface PrincipalNumbers {
  users: number;
  groups: number;
  roles: number;
  guests: boolean;
}

/** The requirements of a policy and its users, apps and conditions. A condition that the policy does not have is null. */
export interface PolicyDetails {
  requires: Requires;
  includes: PrincipalNumbers & { all: boolean };
  excludes: PrincipalNumbers;
  /** Numbers of apps, and Graph's words for groups of apps, such as `Office365`. */
  apps: {
    all: boolean;
    included: number;
    excluded: number;
    named?: string[];
    actions?: string[];
    contexts?: number;
  };
  clientApps: string[];
  /** Numbers of named locations; whether all trusted locations are among them. */
  locations: {
    all: boolean;
    included: number;
    excluded: number;
    trusted: 'included' | 'excluded' | null;
  } | null;
  platforms: { included: string[]; excluded: string[] } | null;
  risk: { signIn: string[]; user: string[] } | null;
  /** Graph's names of further conditions, including ones that this version does not know. */
  others: string[];
  /** Null if Graph sends no session controls that can be read. */
  session: string[] | null;
}

/** Reads a policy's conditions and grant controls. Returns undefined if either cannot be read. */
export function readPolicy(conditions: unknown, grantControls: unknown): ReadPolicy | undefined {
  const [read, grant] = [conditionsOf(conditions), grantOf(grantControls)];
  return read && grant && { conditions: read, grant };
}

export function policyDetails({ conditions, grant }: ReadPolicy, sessionControls: unknown): PolicyDetails {
  const { includes, excludes, clientApps, locations, platforms, signInRisk, userRisk, others } = conditions;
  return {
    requires: grant.facts(),
    includes: { all: includes.all, ...numbers(includes) },
    excludes: numbers(excludes),
    apps: apps(conditions.apps),
    clientApps: shortTexts(clientApps),
    locations: isMade(locations) ? locationNumbers(locations) : null,
    platforms: isMade(platforms)
      ? { included: shortTexts(platforms.included), excluded: shortTexts(platforms.excluded) }
      : null,
    risk:
      signInRisk.length + userRisk.length > 0
        ? { signIn: shortTexts(signInRisk), user: shortTexts(userRisk) }
        : null,
    others: shortTexts(others),
    session: sessionOf(sessionControls),
  };
}

function numbers({ users, groups, roles, guests }: Principals): PrincipalNumbers {
  return { users: users.size, groups: groups.size, roles: roles.size, guests };
}

const isKeyword = (text: string) => ['all', 'none', 'alltrusted'].includes(text.toLowerCase());
const different = (texts: readonly string[]) =>
  new Set(texts.filter((text) => !isKeyword(text)).map((text) => text.toLowerCase())).size;

const APP_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function apps({ included, excluded, actions, contexts }: Conditions['apps']): PolicyDetails['apps'] {
  const named = [...included, ...excluded].filter((app) => !isKeyword(app) && !APP_ID.test(app));
  return {
    all: hasKeyword(included, 'All'),
    included: different(included),
    excluded: different(excluded),
    ...(named.length > 0 && { named: shortTexts(named) }),
    ...(actions.length > 0 && { actions: shortTexts(actions) }),
    ...(contexts.length > 0 && { contexts: contexts.length }),
  };
}

function locationNumbers({ included, excluded }: Choice): NonNullable<PolicyDetails['locations']> {
  const trustedIn = (list: readonly string[]) => hasKeyword(list, 'AllTrusted');
  const trusted = trustedIn(included) ? 'included' : trustedIn(excluded) ? 'excluded' : null;
  return {
    all: hasKeyword(included, 'All'),
    included: different(included),
    excluded: different(excluded),
    trusted,
  };
}

function isMade({ included, excluded }: Choice): boolean {
  return included.length + excluded.length > 0;
}
