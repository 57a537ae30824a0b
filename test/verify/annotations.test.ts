import { describe, expect, test } from '@jest/globals';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { verify } from '../../lib/verify/verify.ts';
import { annotation } from '../support/annotation.ts';
import { type SampleFiles, samplePack } from '../support/sample-pack.ts';

/** A pack of two syncs and two annotations: the entries 0 to 3. */
const annotated = () =>
  samplePack({ syncs: 2, annotations: [annotation(), annotation({ id: 'f'.repeat(32), owner: 'Board' })] });

async function found(files: SampleFiles) {
  const verdict = await verify(files.sum(), { now: '2027-01-01T00:00:00.000Z' });
  return { ...verdict, kinds: verdict.findings.map(({ kind, file }) => `${kind} ${file}`) };
}

describe('the annotations of a pack', () => {
  test('are counted if each has the hash that the log gives it', async () => {
    expect(await found(await annotated())).toMatchObject({ intact: true, syncs: 2, annotations: 2 });
  });

  test.each<[string, (files: SampleFiles) => void, string[]]>([
    [
      'a later end',
      (files) =>
        files.write(PACK_FILE.annotation(2), files.text(PACK_FILE.annotation(2)).replace('2027', '2029')),
      [`tampered ${PACK_FILE.annotation(2)}`],
    ],
    [
      'a missing document',
      (files) => void files.delete(PACK_FILE.annotation(3)),
      [`missing ${PACK_FILE.annotation(3)}`],
    ],
    [
      'two documents in exchange',
      (files) => {
        const [one, other] = [2, 3].map((index) => files.text(PACK_FILE.annotation(index)));
        files.write(PACK_FILE.annotation(2), other ?? '');
        files.write(PACK_FILE.annotation(3), one ?? '');
      },
      [`tampered ${PACK_FILE.annotation(2)}`, `tampered ${PACK_FILE.annotation(3)}`],
    ],
    [
      'an added document',
      (files) => files.write(PACK_FILE.annotation(1), files.text(PACK_FILE.annotation(2))),
      [`unlisted ${PACK_FILE.annotation(1)}`],
    ],
  ])('show %s', async (_, alter, kinds) => {
    const files = await annotated();
    alter(files);
    expect((await found(files)).kinds).toEqual(kinds);
  });
});
