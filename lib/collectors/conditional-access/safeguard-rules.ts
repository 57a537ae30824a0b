import { ADMINISTRATOR_ROLE_IDS } from './administrator-roles.ts';
import type { Choice, Conditions } from './conditions.ts';
import type { Grant } from './grant.ts';
import { hasKeyword } from './graph-texts.ts';

/** A policy whose conditions and grant controls could be read. */
export interface ReadPolicy {
  conditions: Conditions;
  grant: Grant;
}

/** The conditions that some safeguards ask for. Set in any other safeguard, they narrow the policy. */
type Condition = 'clientApps' | 'signInRisk' | 'userRisk';

/**
 * The rule of each safeguard. The README of the collectors has them in English. A rule looks at one policy, so two policies
 * that only together protect all users meet no rule.
 */
export const SAFEGUARD_RULES = {
  mfaForAllUsers: (policy) => policy.grant.requiresMfa() && isForAllUsers(policy) && isForEverySignIn(policy),
  mfaForAdministrators: (policy) =>
    policy.grant.requiresMfa() && isForAdministrators(policy) && isForEverySignIn(policy),
  legacyAuthenticationBlocked: (policy) =>
    policy.grant.blocks &&
    isForAllUsers(policy) &&
    isForLegacyClients(policy.conditions.clientApps) &&
    isForEverySignIn(policy, 'clientApps'),
  riskySignInsChallenged: (policy) =>
    challenges(policy.grant) &&
    isForAllUsers(policy) &&
    ['high', 'medium'].every((level) => hasKeyword(policy.conditions.signInRisk, level)) &&
    isForEverySignIn(policy, 'signInRisk'),
  riskyUsersChallenged: (policy) =>
    challenges(policy.grant) &&
    isForAllUsers(policy) &&
    hasKeyword(policy.conditions.userRisk, 'high') &&
    isForEverySignIn(policy, 'userRisk'),
  compliantDeviceRequired: (policy) =>
    policy.grant.requires('compliantDevice') && isForAllUsers(policy) && isForEverySignIn(policy),
} satisfies Record<string, (policy: ReadPolicy) => boolean>;

export type SafeguardName = keyof typeof SAFEGUARD_RULES;
export const SAFEGUARD_NAMES = Object.keys(SAFEGUARD_RULES) as SafeguardName[];

function challenges(grant: Grant): boolean {
  return grant.blocks || grant.requiresMfa() || grant.requires('passwordChange');
}

function isForAllUsers({ conditions: { includes, excludes } }: ReadPolicy): boolean {
  return includes.all && !excludes.all;
}

/** All users include administrators. An excluded administrator role leaves administrators out. */
function isForAdministrators({ conditions: { includes, excludes } }: ReadPolicy): boolean {
  if (excludes.all) return false;
  return ADMINISTRATOR_ROLE_IDS.every(
    (role) => (includes.all || includes.roles.has(role)) && !excludes.roles.has(role),
  );
}

/** Whether the policy is for all apps, and no condition narrows it, except one that its safeguard asks for. */
function isForEverySignIn({ conditions }: ReadPolicy, expected?: Condition): boolean {
  const { apps, clientApps, locations, platforms, signInRisk, userRisk, others } = conditions;
  return (
    isEverything(apps) &&
    hasKeyword(apps.included, 'All') &&
    apps.actions.length + apps.contexts.length === 0 &&
    (expected === 'clientApps' || isForAllClients(clientApps)) &&
    isEverything(locations) &&
    isEverything(platforms) &&
    (expected === 'signInRisk' || signInRisk.length === 0) &&
    (expected === 'userRisk' || userRisk.length === 0) &&
    others.length === 0
  );
}

/** Whether a choice includes all, or is not made, and excludes nothing. */
function isEverything({ included, excluded }: Choice): boolean {
  const isAll = included.length === 0 || (hasKeyword(included, 'All') && !hasKeyword(included, 'None'));
  return isAll && excluded.length === 0;
}

/** Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessconditionset (clientAppTypes) */
const LEGACY_CLIENTS = ['exchangeActiveSync', 'other'];
const ALL_CLIENTS = ['browser', 'mobileAppsAndDesktopClients', ...LEGACY_CLIENTS];

function isForAllClients(clientApps: readonly string[]): boolean {
  return hasKeyword(clientApps, 'all') || ALL_CLIENTS.every((client) => hasKeyword(clientApps, client));
}

function isForLegacyClients(clientApps: readonly string[]): boolean {
  return isForAllClients(clientApps) || LEGACY_CLIENTS.every((client) => hasKeyword(clientApps, client));
}
