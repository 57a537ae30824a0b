import { expect, test } from '@jest/globals';
import { sealIn } from '../../lib/infrastructure/seal-context.ts';

test.each([
  [undefined, 'sync'],
  [{}, 'sync'],
  [{ checkpointEvery: 'day' }, 'day'],
  ['{"checkpointEvery":"day"}', 'day'],
])('the context %j signs once a %s', (context, checkpointEvery) => {
  expect(sealIn(context)).toEqual({ checkpointEvery });
});

test.each([[{ checkpointEvery: 'week' }], [{ every: 'day' }], ['day'], [7]])(
  'the context %j is refused, with what to write',
  (context) => {
    expect(() => sealIn(context)).toThrow(
      expect.objectContaining({
        name: 'UnusableContext',
        remedy: expect.stringContaining('{ "checkpointEvery": "day" }'),
      }),
    );
  },
);
