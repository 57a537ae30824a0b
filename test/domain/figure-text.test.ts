import { expect, test } from '@jest/globals';
import { changeText, figureText, numberText, unitText } from '../../lib/domain/figure-text.ts';

const ALERTS = { one: 'alert', many: 'alerts' };
const USERS = { one: 'user', many: 'users' };
const POLICIES = { one: 'policy', many: 'policies' };

test('a figure has its unit, in the singular for 1', () => {
  expect(figureText(62.4, '%')).toBe('62.4 %');
  expect(figureText(1, '%')).toBe('1 %');
  expect(figureText(1, POLICIES)).toBe('1 policy');
  expect(figureText(0, USERS)).toBe('0 users');
  expect(figureText(12_040, ALERTS)).toBe('12,040 alerts');
  expect(unitText(1, ALERTS)).toBe('alert');
});

test('shows a missing figure as "none", not as zero', () => {
  expect(figureText(null, '%')).toBe('none');
  expect(numberText(null)).toBe('none');
});

test('a change shows the earlier and the later number, with the unit once', () => {
  expect(changeText(61.9, 62.4, '%')).toBe('61.9 → 62.4 %');
  expect(changeText(2, 1, ALERTS)).toBe('2 → 1 alert');
  expect(changeText(null, 62.4, '%')).toBe('none → 62.4 %');
  expect(changeText(62.4, null, '%')).toBe('62.4 % → none');
});
