import { expect, test } from '@jest/globals';
import { entryText, type LogEntry } from '../../lib/log/entry.ts';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { samplePack } from '../support/sample-pack.ts';

const sealed = async () => JSON.parse((await samplePack({ syncs: 1 })).text(PACK_FILE.entry(0))) as LogEntry;

test('an entry is written in one form, whatever the order of its fields', async () => {
  const entry = await sealed();
  const reversed = Object.fromEntries(Object.entries(entry).toReversed()) as LogEntry;
  expect(entryText(reversed)).toBe(entryText(entry));
});

test('an entry of more than 4 kB is refused, because a log holds no texts', async () => {
  const entry = await sealed();
  expect(() => entryText({ ...entry, origin: 'x'.repeat(4_096) })).toThrow('may have 4096');
});

test.each([
  ['another kind', { kind: 'gap' }],
  ['a negative place', { index: -1 }],
  ['half a place', { index: 0.5 }],
  ['a short hash', { runSha256: 'abc' }],
  ['an unknown status', { status: 'fine' }],
])('an entry with %s is refused', async (_, change) => {
  const entry = { ...(await sealed()), ...change } as unknown as LogEntry;
  expect(() => entryText(entry)).toThrow();
});
