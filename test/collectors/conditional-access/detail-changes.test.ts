import { expect, test } from '@jest/globals';
import { policyChanges } from '../../../lib/collectors/conditional-access/policy-changes.ts';
import { PolicyList } from '../../../lib/collectors/conditional-access/policy-list.ts';
import { type PolicyParts, policyBody } from '../../../lib/collectors/conditional-access/sandbox-policy.ts';
import type { Facts } from '../../../lib/domain/observation.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const mfa = { builtInControls: ['mfa'] };

/** Returns the facts of one enabled policy, as the register stores them. */
function facts(parts: PolicyParts, state = 'enabled'): Facts {
  const list = new PolicyList(NOW);
  const dates = { createdDateTime: undefined, modifiedDateTime: undefined };
  list.add({ id: '1', displayName: 'P', state, ...dates, ...policyBody(parts) });
  const { policies, detailsOmitted } = list.listed();
  return JSON.parse(
    JSON.stringify({
      ...list.counts,
      policies,
      detailsOmitted,
      policiesOmitted: 0,
      ...list.detailFacts(),
    }),
  ) as Facts;
}

test('reports safeguards with other numbers, before the policies', () => {
  const [before, after] = [facts({ grant: mfa }), facts({ grant: mfa }, 'disabled')];
  expect(policyChanges(before, after)).toEqual([
    'MFA for all users: enabled policies 1 → 0',
    'MFA for administrators: enabled policies 1 → 0',
    'Policy “P”: enabled → disabled',
  ]);
  expect(policyChanges(before, before)).toEqual([]);
});

test('reports exclusions with the number before', () => {
  const excluding = (...excludeUsers: string[]) => facts({ users: { excludeUsers } });
  expect(policyChanges(excluding('a', 'b'), excluding('a', 'b', 'c'))).toEqual([
    'Excluded from enabled policies: users 2 → 3',
    'Policy “P” excludes 3 users, 2 users before',
  ]);
  expect(policyChanges(excluding('a', 'GuestsOrExternalUsers'), excluding())).toEqual([
    'Excluded from enabled policies: users 1 → 0',
    'Policy “P” excludes no user, 1 user and guests or external users before',
  ]);
});

test('reports each other detail that differs', () => {
  const before = facts({ grant: { builtInControls: ['compliantDevice', 'mfa'] } });
  const after = facts({
    grant: { builtInControls: ['domainJoinedDevice'] },
    users: { includeUsers: [], includeGroups: ['g'] },
    conditions: { locations: { includeLocations: ['AllTrusted'] }, moonPhases: ['full'] },
    session: { persistentBrowser: { mode: 'never' } },
  });
  expect(policyChanges(before, after)).toEqual([
    'Policy “P”: requires a compliant device or MFA → requires a hybrid joined device',
    'Policy “P”: for all users → for 1 group',
    'Policy “P”: from all locations → from all trusted locations',
    'Policy “P”: no further condition → further conditions moonPhases',
    'Policy “P”: no session control → session controls persistentBrowser',
  ]);
});

test('reports no change if Graph lists the same things in another order', () => {
  const levels = (...signInRiskLevels: string[]) =>
    facts({ grant: { builtInControls: signInRiskLevels }, conditions: { signInRiskLevels } });
  expect(policyChanges(levels('high', 'medium'), levels('medium', 'high'))).toEqual([]);
});

test('compares with version 1 only what both have', () => {
  const version1 = { enabled: 1, policies: [{ id: '1', name: 'P', state: 'enabled' }], policiesOmitted: 0 };
  expect(policyChanges(version1, facts({ grant: mfa, users: { excludeUsers: ['a'] } }))).toEqual([]);
  expect(policyChanges(facts({ grant: mfa }), { ...version1, policies: [] })).toEqual([
    'Policy “P” is gone; it was enabled',
  ]);
});

test('does not compare a policy that could not be read', () => {
  const unread = {
    ...facts({}),
    policies: [{ id: '1', name: 'P', state: 'enabled', requires: null, apps: null }],
  };
  expect(policyChanges(facts({}), unread)).toEqual([]);
});
