import { expect, test } from '@jest/globals';
import { policyChanges } from '../../lambdas/collectors/policy-changes.ts';

const facts = (policies: Record<string, string>, more: object = {}) => ({
  policies: Object.entries(policies).map(([name, state]) => ({ name, state })),
  policiesOmitted: 0,
  ...more,
});

test('tells which policies are new, gone or of another state', () => {
  const before = facts({ Kept: 'enabled', Moved: 'reportOnly', Gone: 'disabled' });
  const after = facts({ Kept: 'enabled', Moved: 'enabled', New: 'reportOnly' });
  expect(policyChanges(before, after)).toEqual([
    'Policy “Moved”: report-only → enabled',
    'Policy “New” is new: report-only',
    'Policy “Gone” is gone; it was disabled',
  ]);
  expect(policyChanges(before, before)).toEqual([]);
});

test('compares policies of one name as a group', () => {
  const twice = (...states: string[]) => ({ policies: states.map((state) => ({ name: 'Same', state })) });
  expect(policyChanges(twice('enabled', 'disabled'), twice('disabled', 'enabled'))).toEqual([]);
  expect(policyChanges(twice('enabled', 'disabled'), twice('enabled', 'enabled'))).toEqual([
    'Policy “Same”: disabled, enabled → enabled, enabled',
  ]);
});

test('does not call a policy new or gone where a list was cut short', () => {
  const before = facts({ Kept: 'disabled', Gone: 'enabled' }, { policiesOmitted: 3 });
  expect(policyChanges(before, facts({ Kept: 'enabled' }))).toEqual(['Policy “Kept”: disabled → enabled']);
});

test('tells nothing of facts of another form', () => {
  expect(policyChanges({ number: 1 }, facts({}))).toEqual([]);
});
