import { expect, test } from '@jest/globals';
import { figureIn } from '../../lambdas/domain/figure.ts';

const inFacts = (fact: string) =>
  figureIn({ percentage: null, bySeverity: { high: 3 }, name: 'x', nan: Number.NaN }, { fact });

test('a figure is the number at its place among the facts', () => {
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
])('where there is no number (%s) there is no figure, which is not zero', (fact) => {
  expect(inFacts(fact)).toBeNull();
});
