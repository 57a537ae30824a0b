import { describe, expect, test } from '@jest/globals';
import { checkpointIn, signCheckpoint } from '../../lib/log/checkpoint.ts';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { type VerifyOptions, verify } from '../../lib/verify/verify.ts';
import {
  SAMPLE_KEY,
  SAMPLE_ORIGIN,
  SAMPLE_SIGNER,
  type SampleFiles,
  samplePack,
} from '../support/sample-pack.ts';

const NOW = '2027-07-01T00:00:00.000Z';
const verdictOf = (files: SampleFiles, options: Partial<VerifyOptions> = {}) =>
  verify(files, { now: NOW, ...options });
const kindsIn = async (files: SampleFiles, options: Partial<VerifyOptions> = {}) => [
  ...new Set((await verdictOf(files, options)).findings.map(({ kind }) => kind)),
];

describe('an intact pack', () => {
  test('has no finding, and says what was compared', async () => {
    const verdict = await verdictOf(await samplePack());
    expect(verdict).toMatchObject({
      intact: true,
      connection: 'default',
      size: 3,
      syncs: 3,
      items: 3,
      answers: 6,
      from: '2026-07-01',
      to: '2026-09-30',
      findings: [],
    });
    expect(verdict.keyIds).toEqual([SAMPLE_KEY.id]);
  });

  test('says that its own key proves consistency only, unless the reader names the key', async () => {
    const files = await samplePack();
    expect((await verdictOf(files)).notes.map(({ kind }) => kind)).toEqual(['own-key']);
    expect((await verdictOf(files, { key: SAMPLE_KEY.id })).notes).toEqual([]);
    expect((await verdictOf(files, { key: SAMPLE_KEY })).notes).toEqual([]);
  });

  test('notes answers that were never kept', async () => {
    const { intact, notes } = await verdictOf(await samplePack({ kept: false, syncs: 1 }));
    expect([intact, notes.map(({ kind }) => kind)]).toEqual([true, ['own-key', 'not-kept']]);
  });

  test('notes a sync that started later than the one before promised', async () => {
    const late = await samplePack({
      entry: (entry) => (entry.index === 0 ? { ...entry, nextDueBy: '2026-07-01T08:00:00.000Z' } : entry),
    });
    const { intact, notes } = await verdictOf(late);
    expect(intact).toBe(true);
    expect(notes.find(({ kind }) => kind === 'gap')).toMatchObject({ index: 1 });
  });
});

/** Each change is followed by a new list of sums, so that only the log can show it. */
const CHANGES: [string, (files: SampleFiles) => void, string[]][] = [
  [
    'an altered evidence document',
    (files) =>
      files.write(
        PACK_FILE.evidence(1, 'security-alerts'),
        files.text(PACK_FILE.evidence(1, 'security-alerts')).replace('"unresolved":1', '"unresolved":0'),
      ),
    ['tampered'],
  ],
  ['an altered run', (files) => files.write(PACK_FILE.run(1), '{}'), ['tampered']],
  [
    'an altered answer',
    (files) => files.write(PACK_FILE.answer(1, 'security-alerts', 2), '{"value":[1]}'),
    ['tampered'],
  ],
  [
    'two answers in another order',
    (files) => {
      const [one, two] = [1, 2].map((nth) => files.text(PACK_FILE.answer(0, 'security-alerts', nth)));
      files.write(PACK_FILE.answer(0, 'security-alerts', 1), two ?? '');
      files.write(PACK_FILE.answer(0, 'security-alerts', 2), one ?? '');
    },
    ['tampered'],
  ],
  [
    'a dropped evidence document',
    (files) => files.delete(PACK_FILE.evidence(1, 'security-alerts')),
    ['missing'],
  ],
  ['a dropped run', (files) => files.delete(PACK_FILE.run(2)), ['missing']],
  ['a dropped answer', (files) => files.delete(PACK_FILE.answer(0, 'security-alerts', 1)), ['missing']],
  ['an added document', (files) => files.write(PACK_FILE.evidence(0, 'risky-users'), '{}'), ['unlisted']],
  ['an added answer', (files) => files.write(PACK_FILE.answer(0, 'security-alerts', 3), '{}'), ['unlisted']],
  [
    'an altered entry',
    (files) =>
      files.write(PACK_FILE.entry(1), files.text(PACK_FILE.entry(1)).replace('"schedule"', '"manual"')),
    ['root-mismatch'],
  ],
  [
    'an entry that is no JSON',
    (files) => files.write(PACK_FILE.entry(1), 'entry'),
    ['tampered', 'root-mismatch', 'unlisted'],
  ],
  [
    'an entry with a blank more',
    (files) => files.write(PACK_FILE.entry(1), ` ${files.text(PACK_FILE.entry(1))}`),
    ['tampered', 'root-mismatch', 'unlisted'],
  ],
  [
    'two entries in another order',
    (files) => {
      const [one, two] = [0, 1].map((index) => files.text(PACK_FILE.entry(index)));
      files.write(PACK_FILE.entry(0), two ?? '');
      files.write(PACK_FILE.entry(1), one ?? '');
    },
    ['reordered', 'root-mismatch'],
  ],
  ['an entry dropped at the end', (files) => files.delete(PACK_FILE.entry(2)), ['root-mismatch', 'unlisted']],
  ['no manifest', (files) => files.delete(PACK_FILE.manifest), ['missing', 'truncated']],
  ['no checkpoint', (files) => files.delete(PACK_FILE.checkpoint), ['unsigned']],
  [
    'a checkpoint that is no note',
    (files) => files.write(PACK_FILE.checkpoint, 'signed\n'),
    ['bad-signature'],
  ],
  ['no key', (files) => files.delete(PACK_FILE.key(SAMPLE_KEY.id)), ['key-unknown']],
  [
    'another key under the name of the first',
    (files) => files.write(PACK_FILE.key(SAMPLE_KEY.id), 'key'),
    ['tampered', 'key-unknown'],
  ],
];

describe('a pack', () => {
  test('without its list of sums is not intact', async () => {
    const files = await samplePack();
    files.delete(PACK_FILE.sums);
    expect(await kindsIn(files)).toEqual(['missing']);
  });

  test.each(CHANGES)('with %s is not intact', async (_, change, kinds) => {
    const files = await samplePack();
    change(files);
    expect((await kindsIn(files.sum())).toSorted()).toEqual(kinds.toSorted());
  });

  test('whose sealing went back in time is reordered', async () => {
    const files = await samplePack({
      entry: (entry) => (entry.index === 1 ? { ...entry, sealedAt: '2026-06-30T00:00:00.000Z' } : entry),
    });
    expect(await kindsIn(files)).toEqual(['reordered']);
  });

  test.each([['2026-07-09T00:00:00.000Z'], ['2026-06-30T00:00:00.000Z'], ['never']])(
    'with an answer that Microsoft dated %s is backdated',
    async (date) =>
      expect(await kindsIn(await samplePack({ date: () => date, syncs: 2 }))).toEqual(['backdated']),
  );

  test('may have an answer without a date', async () => {
    const files = await samplePack({ date: () => null as unknown as string, syncs: 1 });
    expect(await kindsIn(files)).toEqual([]);
  });

  test('that ends before its next sync was due is truncated', async () => {
    const files = await samplePack();
    expect(await kindsIn(files, { to: '2026-09-30' })).toEqual(['truncated']);
    expect(await kindsIn(files, { to: '2026-07-03' })).toEqual([]);
  });

  test('is signed by another key than the reader expects', async () =>
    expect(await kindsIn(await samplePack(), { key: '00000000' })).toEqual(['key-unknown']));
});

describe('an earlier checkpoint', () => {
  const noteOf = async (files: SampleFiles) => checkpointIn(files.text(PACK_FILE.checkpoint));

  test('of the same log is confirmed', async () =>
    expect(
      await kindsIn(await samplePack({ syncs: 5 }), { earlier: await noteOf(await samplePack()) }),
    ).toEqual([]));

  test('of more entries shows that the log was cut off', async () =>
    expect(
      await kindsIn(await samplePack(), { earlier: await noteOf(await samplePack({ syncs: 5 })) }),
    ).toEqual(['truncated']));

  test('of other entries shows that history was rewritten', async () => {
    const earlier = await noteOf(
      await samplePack({ syncs: 2, entry: (entry) => ({ ...entry, trigger: 'manual' }) }),
    );
    expect(await kindsIn(await samplePack(), { earlier })).toEqual(['forked']);
  });

  test('of another log shows nothing about this one', async () => {
    const origin = SAMPLE_ORIGIN.replace('default', 'other');
    const note = await signCheckpoint({ origin, size: 1, root: Buffer.alloc(32) }, [SAMPLE_SIGNER]);
    expect(await kindsIn(await samplePack(), { earlier: checkpointIn(note) })).toEqual(['forked']);
  });
});

test('each byte of a pack, flipped once, gives a finding', async () => {
  const files = await samplePack({ syncs: 1 });
  const unnoticed: string[] = [];
  for (const [name, bytes] of [...files]) {
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 0x01, at);
      files.set(name, flipped);
      if ((await verdictOf(files)).intact) unnoticed.push(`${name}[${at}]`);
    }
    files.set(name, bytes);
  }
  expect(unnoticed).toEqual([]);
});
