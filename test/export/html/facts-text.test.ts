import { expect, test } from '@jest/globals';
import { factText } from '../../../lib/export/html/facts-text.ts';

test.each<[string, unknown, string]>([
  ['currentScore', 412.6, 'current score 412.6'],
  ['scoreDate', '2026-11-23', 'score date 2026-11-23'],
  ['stale', false, 'stale no'],
  ['oldest', null, 'oldest none'],
  ['bySeverity', { high: 3, inProgress: 0 }, 'by severity: high 3, in progress 0'],
  ['sampleTitles', ['A; b', 'C'], 'sample titles: “A; b”; “C”'],
  ['sampleTitles', [], 'sample titles: empty'],
  [
    'policies',
    [
      { name: 'A', state: 'enabled' },
      { state: 'disabled', name: 'B, C' },
    ],
    'policies (name, state): “A”, “enabled”; “B, C”, “disabled”',
  ],
])('%s: %j', (name, value, text) => expect(factText(name, value)).toBe(text));

test.each<[unknown, string]>([
  [[{ a: 1 }, { b: [true, null] }], 'odd: (a 1); (b (yes; none))'],
  [{ deep: { deeper: { deepest: 'x' } } }, 'odd: deep (deeper (deepest “x”))'],
  [[[1, 2], 'x'], 'odd: (1; 2); “x”'],
  [{}, 'odd: empty'],
  [undefined, 'odd none'],
  [{ isEscaped: true, toString: 'no function' }, 'odd: is escaped yes, to string “no function”'],
])('shows a fact of an unexpected form: %j', (value, text) => {
  expect(factText('odd', value)).toBe(text);
});
