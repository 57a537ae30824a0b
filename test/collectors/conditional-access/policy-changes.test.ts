import { expect, test } from '@jest/globals';
import { policyChanges } from '../../../lib/collectors/conditional-access/policy-changes.ts';

/** Returns facts in the form of an earlier version, without ids. */
const named = (policies: Record<string, string>, more: object = {}) => ({
  policies: Object.entries(policies).map(([name, state]) => ({ name, state })),
  policiesOmitted: 0,
  ...more,
});

const facts = (...policies: [id: string, name: string, state: string][]) => ({
  policies: policies.map(([id, name, state]) => ({ id, name, state })),
  policiesOmitted: 0,
});

test('reports policies that are new, gone or in another state', () => {
  const before = { Kept: 'enabled', Moved: 'reportOnly', Gone: 'disabled' };
  const after = { Kept: 'enabled', Moved: 'enabled', New: 'reportOnly' };
  const expected = [
    'Policy “Moved”: report-only → enabled',
    'Policy “New” is new: report-only',
    'Policy “Gone” is gone; it was disabled',
  ];
  const identified = (states: object) =>
    facts(
      ...Object.entries(states).map(([name, state]): [string, string, string] => [`id ${name}`, name, state]),
    );
  expect(policyChanges(named(before), named(after))).toEqual(expected);
  expect(policyChanges(identified(before), identified(after))).toEqual(expected);
  expect(policyChanges(identified(before), identified(before))).toEqual([]);
});

test('reports that two policies with the same name swap their states', () => {
  const before = facts(['1', 'Same', 'enabled'], ['2', 'Same', 'disabled']);
  const after = facts(['1', 'Same', 'disabled'], ['2', 'Same', 'enabled']);
  expect(policyChanges(before, after)).toEqual([
    'Policy “Same” (1): enabled → disabled',
    'Policy “Same” (2): disabled → enabled',
  ]);
  expect(policyChanges(before, before)).toEqual([]);
});

test('reports a renamed policy, with its state if that changed too', () => {
  const before = facts(['1', 'Old', 'enabled'], ['2', 'Trial', 'reportOnly']);
  const after = facts(['1', 'New', 'enabled'], ['2', 'Real', 'enabled']);
  expect(policyChanges(before, after)).toEqual([
    'Policy “Old” is now named “New”',
    'Policy “Trial” is now named “Real”: report-only → enabled',
  ]);
});

test('reports that another policy with the same name replaces a policy', () => {
  expect(policyChanges(facts(['1', 'MFA', 'enabled']), facts(['2', 'MFA', 'enabled']))).toEqual([
    'Policy “MFA” (2) is new: enabled',
    'Policy “MFA” (1) is gone; it was enabled',
  ]);
});

test('compares by name if evidence of an earlier version has no ids', () => {
  const after = facts(['1', 'Same', 'disabled'], ['2', 'Same', 'enabled'], ['3', 'Moved', 'enabled']);
  const before = {
    policies: [
      { name: 'Same', state: 'enabled' },
      { name: 'Same', state: 'disabled' },
      { name: 'Moved', state: 'disabled' },
    ],
  };
  expect(policyChanges(before, after)).toEqual(['Policy “Moved”: disabled → enabled']);
});

test('compares policies with the same name as a group if there are no ids', () => {
  const twice = (...states: string[]) => ({ policies: states.map((state) => ({ name: 'Same', state })) });
  expect(policyChanges(twice('enabled', 'disabled'), twice('disabled', 'enabled'))).toEqual([]);
  expect(policyChanges(twice('enabled', 'disabled'), twice('enabled', 'enabled'))).toEqual([
    'Policy “Same”: disabled, enabled → enabled, enabled',
  ]);
});

test('reports no policy as new or gone if a list was shortened', () => {
  const before = named({ Kept: 'disabled', Gone: 'enabled' }, { policiesOmitted: 3 });
  expect(policyChanges(before, named({ Kept: 'enabled' }))).toEqual(['Policy “Kept”: disabled → enabled']);
});

test('reports no changes if facts have another form', () => {
  expect(policyChanges({ number: 1 }, named({}))).toEqual([]);
});
