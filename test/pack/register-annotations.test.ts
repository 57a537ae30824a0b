import { expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/log/document.ts';
import type { LogEntry } from '../../lib/log/entry.ts';
import { annotationFiles } from '../../lib/pack/register-annotations.ts';

const entryOf = (index: number, text: string): LogEntry => ({
  v: 1,
  kind: 'annotation',
  origin: 'm365-evidence/test/default',
  index,
  connection: 'default',
  sealedAt: '2026-07-01T06:00:00.000Z',
  sha256: sha256Of(text),
});
const files = (entries: LogEntry[], ...texts: string[]) => [
  ...annotationFiles(
    entries,
    texts.map((text) => ({ id: `id of ${text}`, text })),
  ),
];

test('each annotation has the number of its entry, in any order of the register', () => {
  expect(files([entryOf(4, 'a'), entryOf(9, 'b')], 'b', 'a')).toEqual([
    ['annotations/000000000004.json', 'a'],
    ['annotations/000000000009.json', 'b'],
  ]);
});

test('an altered annotation takes the place of the missing one, so that verification compares them', () => {
  expect(files([entryOf(4, 'a'), entryOf(9, 'b')], 'b', 'altered')).toEqual([
    ['annotations/000000000009.json', 'b'],
    ['annotations/000000000004.json', 'altered'],
  ]);
});

test('the file of an unsealed annotation has the name of no entry, and no id moves it out of its folder', () => {
  const [name] = [...annotationFiles([], [{ id: '../../x', text: 'a' }]).keys()];
  expect(name).toBe('annotations/unsealed/------x.json');
});

test('a missing annotation has no file', () => {
  expect(files([entryOf(4, 'a')])).toEqual([]);
});
