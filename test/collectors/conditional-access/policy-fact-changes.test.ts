import { describe, expect, test } from '@jest/globals';
import {
  POLICY_CHANGES,
  policyFactChanges,
} from '../../../lib/collectors/conditional-access/policy-fact-changes.ts';
import { SAFEGUARD_NAMES } from '../../../lib/collectors/conditional-access/safeguard-rules.ts';
import type { Facts } from '../../../lib/domain/observation.ts';
import { documentText } from '../../support/documents.ts';

const details = {
  requires: { operator: 'OR', controls: ['mfa', 'compliantDevice'], strength: null, block: false },
  includes: { all: true, users: 0, groups: 0, roles: 0, guests: false },
  excludes: { users: 1, groups: 0, roles: 0, guests: false },
  apps: { all: true, included: 0, excluded: 0 },
  clientApps: ['all'],
  session: [],
};
const policy = (id: string, more: object = {}) => ({
  id,
  name: 'canary',
  state: 'enabled',
  ...details,
  ...more,
});
const facts = (...policies: object[]): Facts => ({ policies, policiesOmitted: 0 });
const codes = (before: Facts, after: Facts) =>
  policyFactChanges(before, after).map(({ code, count }) => [code, count]);

test.each<[string, object, object, string[]]>([
  ['a disabled policy', {}, { state: 'disabled' }, ['policy-disabled']],
  ['an enabled policy', { state: 'reportOnly' }, {}, ['policy-enabled']],
  ['a policy in report-only', {}, { state: 'reportOnly' }, ['policy-report-only']],
  ['a state of a later Graph', {}, { state: 'paused' }, ['policy-in-unknown-state']],
  ['a state that is a name of JavaScript', {}, { state: 'constructor' }, ['policy-in-unknown-state']],
  ['a new name', {}, { name: 'canary 2' }, []],
  ['an exclusion', {}, { excludes: { ...details.excludes, groups: 2 } }, ['policy-exclusions-changed']],
  [
    'another requirement',
    {},
    { requires: { ...details.requires, controls: ['mfa'] } },
    ['policy-conditions-changed'],
  ],
  [
    'a condition that was not there',
    {},
    { platforms: { included: ['iOS'], excluded: [] } },
    ['policy-conditions-changed'],
  ],
  [
    'the same requirements in another order',
    {},
    { requires: { ...details.requires, controls: ['compliantDevice', 'mfa'] } },
    [],
  ],
  ['details that could not be read', {}, { requires: null, excludes: null, apps: null }, []],
  ['session controls that could not be read', {}, { session: null }, []],
  ['details that an earlier version did not read', { requires: undefined, excludes: undefined }, {}, []],
])('recognizes %s', (_, before, after, expected) => {
  const found = codes(facts(policy('a', before)), facts(policy('a', after)));
  expect(found).toEqual(expected.map((code) => [code, 1]));
});

test('counts the policies of each change without their names', () => {
  const before = facts(policy('a'), policy('b'), policy('c'));
  const after = facts(policy('d'), policy('b', { state: 'disabled' }), policy('c', { state: 'disabled' }));
  expect(codes(before, after)).toEqual([
    ['policy-added', 1],
    ['policy-removed', 1],
    ['policy-disabled', 2],
  ]);
  expect(JSON.stringify(policyFactChanges(before, after))).not.toContain('canary');
  expect(policyFactChanges(before, after)[2]?.text).toBe('2 policies disabled');
});

test('does not count a policy as removed if a shortened list leaves it out', () => {
  const shortened = { ...facts(policy('a', { state: 'disabled' })), policiesOmitted: 1 };
  expect(codes(facts(policy('a'), policy('b')), shortened)).toEqual([['policy-disabled', 1]]);
});

test.each<[string, Facts, Facts]>([
  ['facts without policies', {}, facts(policy('a'))],
  ['policies without ids', facts({ name: 'a', state: 'enabled' }), facts(policy('a'))],
  ['policies that are no list', { policies: 'a' }, facts(policy('a'))],
])('finds no change if it cannot compare: %s', (_, before, after) => {
  expect(codes(before, after)).toEqual([]);
  expect(codes(after, before)).toEqual([]);
});

describe('a safeguard', () => {
  const withSafeguard = (enabled: unknown): Facts => ({ safeguards: { mfaForAllUsers: { enabled } } });

  test.each<[string, unknown, unknown, string[]]>([
    ['is lost with the last enabled policy', 1, 0, ['mfaForAllUsers.lost']],
    ['is gained with the first enabled policy', 0, 2, ['mfaForAllUsers.gained']],
    ['stays while one enabled policy has it', 2, 1, []],
    ['is not lost if it was not read', 1, null, []],
    ['is not gained if an earlier version did not read it', undefined, 1, []],
  ])('%s', (_, before, after, expected) => {
    expect(codes(withSafeguard(before), withSafeguard(after)).map(([code]) => code)).toEqual(expected);
  });

  test('can be security defaults, while no policy is enabled', () => {
    expect(codes({ securityDefaults: true }, { securityDefaults: false })).toEqual([
      ['securityDefaults.lost', 1],
    ]);
    expect(codes({ securityDefaults: true }, {})).toEqual([]);
  });
});

test('the README lists every code', () => {
  const readme = documentText('lib/infrastructure/monitoring/README.md');
  for (const code of [...Object.keys(POLICY_CHANGES), ...SAFEGUARD_NAMES]) expect(readme).toContain(code);
});
