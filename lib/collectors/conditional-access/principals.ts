import * as z from 'zod/mini';
import { hasKeyword, isSet, setMembers, Texts } from './graph-texts.ts';

const Users = z.looseObject({
  includeUsers: Texts,
  includeGroups: Texts,
  includeRoles: Texts,
  includeGuestsOrExternalUsers: z.optional(z.unknown()),
  excludeUsers: Texts,
  excludeGroups: Texts,
  excludeRoles: Texts,
  excludeGuestsOrExternalUsers: z.optional(z.unknown()),
});
type Users = z.infer<typeof Users>;

/**
 * Schema of `conditions.users`; null for a policy about workload identities.
 * Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessusers
 */
export const PolicyUsers = z.optional(z.nullable(Users));

/** The users, groups and roles that a policy includes or excludes: their ids in lower case. */
export interface Principals {
  /** Whether it names all users. */
  all: boolean;
  users: ReadonlySet<string>;
  groups: ReadonlySet<string>;
  roles: ReadonlySet<string>;
  /** Whether it names guests or external users of any kind. */
  guests: boolean;
}

/** Whom a policy is for. */
export interface Audience {
  includes: Principals;
  excludes: Principals;
  /** Names of members that this version does not know. */
  unknown: string[];
}

/** Keywords of Graph among the ids of users. */
const KEYWORDS = new Set(['all', 'none', 'guestsorexternalusers']);
const KNOWN = new Set(Object.keys(Users.shape));

export function audienceOf(users: z.infer<typeof PolicyUsers>): Audience {
  const read: Users = users ?? Users.parse({});
  return {
    includes: principals(
      read.includeUsers,
      read.includeGroups,
      read.includeRoles,
      read.includeGuestsOrExternalUsers,
    ),
    excludes: {
      ...principals(
        read.excludeUsers,
        read.excludeGroups,
        read.excludeRoles,
        read.excludeGuestsOrExternalUsers,
      ),
      // Next to `None`, the meaning is unclear. No safeguard may count a policy that possibly excludes all users.
      all: hasKeyword(read.excludeUsers, 'All'),
    },
    unknown: setMembers(read, KNOWN).map((name) => `users.${name}`),
  };
}

function principals(users: string[], groups: string[], roles: string[], guests: unknown): Principals {
  return {
    all: hasKeyword(users, 'All') && !hasKeyword(users, 'None'),
    users: ids(users),
    groups: ids(groups),
    roles: ids(roles),
    guests: hasKeyword(users, 'GuestsOrExternalUsers') || isSet(guests),
  };
}

function ids(texts: readonly string[]): Set<string> {
  return new Set(texts.map((text) => text.toLowerCase()).filter((text) => !KEYWORDS.has(text)));
}
