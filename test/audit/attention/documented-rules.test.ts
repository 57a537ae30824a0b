import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CALM, judged, READ_AT, subjectOf } from '../../support/attention-subject.ts';
import { syncAt } from '../../support/register-entries.ts';

const ROOM = join(import.meta.dirname, '../../../lib/audit');
const README = readFileSync(join(ROOM, 'README.md'), 'utf8');

test('the README states every rule', () => {
  const sources = globSync('attention/*.ts', { cwd: ROOM }).map((file) =>
    readFileSync(join(ROOM, file), 'utf8'),
  );
  const ids = sources.flatMap((source) =>
    [...source.matchAll(/\b(?:rule|id): '([a-z0-9-]+)'/g)].map(([, id]) => id),
  );
  expect(ids.length).toBeGreaterThan(20);
  expect(ids.filter((id) => !README.includes(`\`${id}\``))).toEqual([]);
});

test('due syncs that are missing are an item if no day is a gap', () => {
  const counts = { due: 90, complete: 87, incomplete: 0, rejected: 0, missing: 3 };
  const subject = subjectOf([syncAt(READ_AT, 'a', CALM)], { population: { counts } });
  expect(judged(subject).items).toEqual([
    'low missing-syncs: 3 of 90 due syncs are missing, on days that have other evidence.',
  ]);
});
