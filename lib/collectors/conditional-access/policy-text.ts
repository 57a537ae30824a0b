import { counted } from '../../domain/figure-text.ts';
import type { ListedPolicy } from './policy-facts.ts';

/** Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessgrantcontrols (builtInControls) */
const CONTROLS: Record<string, string> = {
  mfa: 'MFA',
  compliantDevice: 'a compliant device',
  domainJoinedDevice: 'a hybrid joined device',
  approvedApplication: 'an approved app',
  compliantApplication: 'an app with a protection policy',
  passwordChange: 'a password change',
  termsOfUse: 'accepted terms of use',
  customAuthenticationFactor: 'a custom control',
};

type Principals = NonNullable<ListedPolicy['includes'] | ListedPolicy['excludes']>;
type Detail =
  | 'requires'
  | 'includes'
  | 'excludes'
  | 'apps'
  | 'clientApps'
  | 'locations'
  | 'platforms'
  | 'risk';

/** Returns a clause for each detail of a policy. The clause of a detail that narrows nothing is empty. */
const CLAUSES: {
  [Name in Detail | 'others' | 'session']: (detail: NonNullable<ListedPolicy[Name]>) => string;
} = {
  requires: ({ operator, controls, strength, block }) => {
    if (block) return 'blocks access';
    const all = [
      ...controls.map((control) => (Object.hasOwn(CONTROLS, control) && CONTROLS[control]) || `“${control}”`),
      ...(strength === null ? [] : [`the authentication strength “${strength}”`]),
    ];
    if (all.length === 0) return 'requires nothing to grant access';
    return `requires ${all.join(operator === 'AND' ? ' and ' : ' or ')}`;
  },
  includes: (includes) => `for ${includes.all ? 'all users' : principalsText(includes) || 'no user'}`,
  excludes: (excludes) => `excludes ${principalsText(excludes) || 'no user'}`,
  apps: ({ all, included, excluded, named = [], actions = [], contexts = 0 }) => {
    const words = named.length > 0 ? ` (${named.join(', ')})` : '';
    const parts = [
      ...(all ? ['all apps'] : []),
      ...(included > 0 ? [counted(included, 'app')] : []),
      ...(actions.length > 0 ? [`user actions ${actions.join(', ')}`] : []),
      ...(contexts > 0 ? [counted(contexts, 'authentication context')] : []),
    ];
    const without = excluded > 0 ? ` except ${counted(excluded, 'app')}` : '';
    return `${parts.join(' and ') || 'no app'}${without}${words}`;
  },
  clientApps: (clientApps) =>
    clientApps.join() === 'all' ? '' : `client types ${clientApps.join(', ') || 'not given'}`,
  locations: ({ all, included, excluded, trusted }) => {
    const inside = all ? 'all locations' : placesText(included, trusted === 'included');
    const without = placesText(excluded, trusted === 'excluded');
    return `from ${inside || 'no location'}${without && ` except ${without}`}`;
  },
  platforms: ({ included, excluded }) =>
    `on platforms ${included.join(', ') || 'not given'}${excluded.length > 0 ? ` except ${excluded.join(', ')}` : ''}`,
  risk: ({ signIn, user }) =>
    [
      ...(signIn.length > 0 ? [`at sign-in risk ${signIn.join(', ')}`] : []),
      ...(user.length > 0 ? [`at user risk ${user.join(', ')}`] : []),
    ].join(' and '),
  others: (others) => (others.length > 0 ? `further conditions ${others.join(', ')}` : ''),
  session: (session) => (session.length > 0 ? `session controls ${session.join(', ')}` : ''),
};

type ClauseName = keyof typeof CLAUSES;
const CLAUSE_NAMES = Object.keys(CLAUSES) as ClauseName[];

/** Returns the clause of each detail that the facts hold; empty for a condition that the policy does not have. */
export function policyClauses(policy: ListedPolicy): Map<ClauseName, string> {
  return new Map(
    CLAUSE_NAMES.filter((name) => policy[name] !== undefined).map((name) => [name, clause(policy, name)]),
  );
}

/** Returns a policy in one line: its name, what it requires, for whom, who is excluded, and what narrows it. */
export function policyText(policy: ListedPolicy): string {
  if (policy.requires === null) return `${policy.name}: its conditions or grant controls could not be read`;
  const clauses = [...policyClauses(policy).values()].filter((text) => text !== '');
  return clauses.length > 0 ? `${policy.name}: ${clauses.join('; ')}` : policy.name;
}

/** Returns numbers of principals with their nouns, those above zero; empty if all are zero. */
export function principalsText({ users, groups, roles, guests }: Principals): string {
  const numbers = [
    ...(users > 0 ? [counted(users, 'user')] : []),
    ...(groups > 0 ? [counted(groups, 'group')] : []),
    ...(roles > 0 ? [counted(roles, 'role')] : []),
    ...(guests ? ['guests or external users'] : []),
  ];
  return numbers.join(', ').replace(/, (?=[^,]+$)/, ' and ');
}

function placesText(named: number, trusted: boolean): string {
  const places = [
    ...(trusted ? ['all trusted locations'] : []),
    ...(named > 0 ? [counted(named, 'named location')] : []),
  ];
  return places.join(' and ');
}

function clause<Name extends ClauseName>(policy: ListedPolicy, name: Name): string {
  const detail = policy[name];
  return detail === null || detail === undefined
    ? ''
    : CLAUSES[name](detail as NonNullable<ListedPolicy[Name]>);
}
