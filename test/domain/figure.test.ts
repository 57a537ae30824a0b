import { expect, test } from '@jest/globals';
import { figureIn } from '../../lib/domain/figure.ts';

const inFacts = (fact: string) =>
  figureIn({ percentage: null, bySeverity: { high: 3 }, name: 'x', nan: Number.NaN }, { fact });

test('reads the number at the path of the figure in the facts', () => {
  expect(inFacts('bySeverity.high')).toBe(3);
  expect(figureIn({ unresolved: 0 }, { fact: 'unresolved' })).toBe(0);
});

test.each([
  'percentage',
  'bySeverity.low',
  'bySeverity',
  'name',
  'name.length',
  'nan',
  'nowhere.at.all',
  'constructor',
])('returns null, not zero, if the facts hold no number (%s)', (fact) => {
  expect(inFacts(fact)).toBeNull();
});
