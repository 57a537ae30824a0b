import { expect, test } from '@jest/globals';
import { retentionIn } from '../../lib/infrastructure/retention-context.ts';

test('without a setting the vault keeps everything for 400 days, in mode governance', () =>
  expect(retentionIn(undefined)).toEqual({ mode: 'governance', days: 400 }));

test('accepts the mode compliance, from cdk.json and as the text of --context', () => {
  const retention = { mode: 'compliance', days: 1_095 };
  expect(retentionIn(retention)).toEqual(retention);
  expect(retentionIn(JSON.stringify(retention))).toEqual(retention);
});

test.each([
  [{ mode: 'COMPLIANCE', days: 400 }, 'retention.mode: must be "governance" or "compliance"'],
  [{ days: 400 }, 'retention.mode: must be'],
  [{ mode: 'governance' }, 'retention.days: must be a number of days'],
  [{ mode: 'governance', days: '400' }, 'retention.days: must be a number of days'],
  [{ mode: 'governance', days: 0 }, 'retention.days: must be at least 1 day'],
  [{ mode: 'governance', days: 1.5 }, 'retention.days: must be an integer'],
  [{ mode: 'compliance', days: 36_501 }, 'retention.days: must be at most 36500 days'],
  [{ mode: 'governance', days: 400, years: 1 }, 'retention: '],
  [400, 'retention: '],
  ['three years', 'retention: '],
])('refuses %j: %s', (context, words) => {
  expect(() => retentionIn(context)).toThrow(words);
});
