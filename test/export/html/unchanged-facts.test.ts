import { expect, test } from '@jest/globals';
import type { Facts } from '../../../lib/domain/observation.ts';
import { factsFormatter } from '../../../lib/export/html/unchanged-facts.ts';

/** Returns the text of each of these facts in turn. Each item is named by its index. */
function shown(...facts: Facts[]): string[] {
  const format = factsFormatter();
  return facts.map((each, index) => format(each, `sync ${index}`));
}

test('facts that are all unchanged are shown once', () => {
  expect(shown({ atRisk: 1 }, { atRisk: 1 }, { atRisk: 2 }, { atRisk: 1 })).toEqual([
    'at risk 1.',
    'All facts as in sync 0.',
    'at risk 2.',
    'at risk 1.',
  ]);
});

test('a new list is shown; an unchanged list refers to the item that shows it', () => {
  const [titles, others] = [
    ['A', 'B'],
    ['A', 'C'],
  ];
  expect(
    shown(
      { unresolved: 2, titles },
      { unresolved: 3, titles },
      { unresolved: 4, titles },
      { unresolved: 4, titles: others },
      { unresolved: 5, titles },
    ),
  ).toEqual([
    'unresolved 2; titles: “A”; “B”.',
    'unresolved 3; titles as in sync 0.',
    'unresolved 4; titles as in sync 0.',
    'unresolved 4; titles: “A”; “C”.',
    'unresolved 5; titles: “A”; “B”.',
  ]);
});

test('numbers are shown each time, even if they are unchanged', () => {
  expect(shown({ a: 1, by: { x: 1 }, none: [] }, { a: 2, by: { x: 1 }, none: [] })[1]).toBe(
    'a 2; by: x 1; none: empty.',
  );
});

test('the order in which the register gives fields does not matter', () => {
  expect(shown({ a: 1, list: [{ x: 1, y: 'z' }] }, { list: [{ y: 'z', x: 1 }], a: 1 })[1]).toBe(
    'All facts as in sync 0.',
  );
});
