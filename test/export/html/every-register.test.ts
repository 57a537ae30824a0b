import { describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import type { Facts } from '../../../lib/domain/observation.ts';
import { syncAt } from '../../support/register-entries.ts';
import { pageOf, scoreAt, TODAY, textOf } from '../../support/rendered-page.ts';
import { sandboxSyncs } from '../../support/sandbox-syncs.ts';
import { rejected } from '../../support/sync-outcomes.ts';
import { reported } from '../../support/written-report.ts';

describe('a report can be written for', () => {
  test('no connection', async () => {
    expect(textOf(await pageOf([], { connections: [] }))).toContain('There is no connection to report on.');
  });
  test('no sync', async () => {
    const text = textOf(await pageOf([], { connections: [reported('unsynced')] }));
    expect(text).toContain('Never synced. npx m365-evidence sync unsynced');
    expect(text).toContain('No sync of unsynced in the period.');
    expect(text).toContain('there is no sync in it');
  });
  test('one sync', async () => {
    const text = textOf(await pageOf(await sandboxSyncs({ connection: 'once', syncs: 1, last: TODAY })));
    expect(text.split('The first reading.').length).toBe(COLLECTORS.length + 1);
  });
  test('only rejected syncs', async () => {
    const page = await pageOf([rejected(syncAt(TODAY, 'only-rejected'))]);
    expect(textOf(page).split('Not read').length).toBe(COLLECTORS.length + 1);
    expect(textOf(page)).toContain('not known: no sync signed in');
    expect(page).not.toContain('<figure');
  });
  test('evidence whose run was not recorded', async () => {
    const [first, second] = [
      scoreAt('2026-11-22T06:00:00.000Z', 'lost', { percentage: 1 }),
      scoreAt(TODAY, 'lost', { percentage: 2 }),
    ];
    const named = { ...second.run, id: first.run.id, startedAt: first.run.startedAt };
    const text = textOf(
      await pageOf([
        { run: named, evidence: first.evidence },
        { run: named, evidence: second.evidence },
      ]),
    );
    expect(text).toContain(`${second.run.id} (not recorded)`);
  });
  test.each<[string, Facts]>([
    ['empty', {}],
    ['no numbers', { percentage: 'much', unresolved: [], bySeverity: 7, policies: 'none' }],
    [
      'deep',
      {
        a: { b: { c: [{ d: [] }, null, 3] } },
        list: [1, 'two', { three: 3 }, null],
        odd: { isEscaped: true },
      },
    ],
  ])('facts of an unexpected form: %s', async (name, facts) => {
    const connection = `odd-${name.replace(' ', '-')}`;
    const every = Object.fromEntries(COLLECTORS.map(({ id }) => [id, facts]));
    const page = await pageOf([syncAt(TODAY, connection, every)]);
    expect(page.match(/No figure in the period/g)).toHaveLength(COLLECTORS.length);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });
});
