import { expect, test } from '@jest/globals';
import { SeenIds } from '../../lib/collectors/object-ids.ts';

test('an id is new only the first time', () => {
  const seen = new SeenIds();
  expect(['a', 'b', 'a', '', '', 'b'].map((id) => seen.add(id))).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
  ]);
  expect(seen.size).toBe(3);
});

test('counts each of tens of thousands of ids once', () => {
  const seen = new SeenIds();
  const ids = Array.from({ length: 30_000 }, (_, index) => `alert-${index}`);
  expect(ids.filter((id) => seen.add(id))).toHaveLength(30_000);
  expect(ids.filter((id) => seen.add(id))).toHaveLength(0);
  expect(seen.size).toBe(30_000);
});
