import { expect, test } from '@jest/globals';
import { citedAnchor, syncNumbers } from '../../../lib/export/html/sync-numbers.ts';
import { syncAt } from '../../support/register-entries.ts';
import { pageOf, scoreAt, TODAY, textOf } from '../../support/rendered-page.ts';

const runs = ['2026-11-23', '2026-11-22'].map((day) => syncAt(`${day}T06:00:00.000Z`, 'numbered').run);
const [newer = '', older = ''] = runs.map(({ id }) => id);

test('a sealed sync has the number of its entry, and an unsealed one says so', () => {
  const numbers = syncNumbers({ runs, logIndexes: { [older]: 411 } });
  expect(numbers.get(older)).toEqual({ number: '411', anchor: '411', sealed: true });
  expect(numbers.get(newer)).toEqual({ number: 'unsealed 2', anchor: newer, sealed: false });
});

test('without a log, syncs count from the first of the period', () => {
  expect(syncNumbers({ runs, logIndexes: {} }).get(older)?.number).toBe('1');
});

test('a damaged run whose id cannot be in a link has no anchor', () => {
  expect(citedAnchor('default', 'secure-score', '412')).toBe('default/secure-score/412');
  expect(citedAnchor('default', '"> <b>')).toBe('');
});

test('a report has an anchor for each sealed item and each sync', async () => {
  const sync = scoreAt(TODAY, 'cited', { percentage: 1 });
  const page = await pageOf([sync], { numbersOf: async () => new Map([[sync.run.id, 412]]) });
  expect(page).toContain('id="cited/secure-score/412"');
  expect(page).toContain('id="cited/412"');
  const unsealed = await pageOf([sync]);
  expect(unsealed).toContain(`id="cited/${sync.run.id}"`);
  expect(unsealed).not.toContain('id="cited/secure-score/');
});

test('the head names the tenant, the origin and the options', async () => {
  const written = {
    software: 'm365-evidence 0.1.0 (3f6c8a1e9d02)',
    place: 'AWS account 123456789012, region eu-central-1, stack M365Evidence',
    by: 'Alex',
    options: '--period 2026-Q4',
  };
  const text = textOf(await pageOf([scoreAt(TODAY, 'head', { percentage: 1 })], { written }));
  expect(text).toContain('Written 2026-11-23 12:00 UTC by Alex');
  expect(text).toContain('m365-evidence 0.1.0 (3f6c8a1e9d02), report --period 2026-Q4');
  expect(text).toContain(`On ${written.place} Report id`);
});
