import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPack } from '../../lib/pack/opened-pack.ts';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { writeZip } from '../../lib/pack/write-zip.ts';
import { verify } from '../../lib/verify/verify.ts';
import { type SampleFiles, samplePack } from '../support/sample-pack.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function zipOf(files: SampleFiles, name = 'pack.zip'): Promise<string> {
  const path = join(folder, name);
  const sorted = [...files.keys()].toSorted().map((file) => ({
    name: file,
    read: async () => files.get(file) ?? Buffer.alloc(0),
  }));
  await writeZip(sorted, createWriteStream(path));
  return path;
}

const NOW = '2027-07-01T00:00:00.000Z';

/** Returns the verdict on a ZIP; the error's message if it cannot be read. */
async function verdictOn(path: string) {
  try {
    const pack = await openPack(path);
    try {
      return await verify(pack, { now: NOW });
    } finally {
      await pack.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a ZIP', () => {
  test('holds the files that it was given', async () => {
    const files = await samplePack();
    const pack = await openPack(await zipOf(files));
    expect((await pack.names()).toSorted()).toEqual([...files.keys()].toSorted());
    for (const name of files.keys()) expect(await pack.read(name)).toEqual(files.get(name));
    await pack.close();
  });

  test('has the same bytes if it is written twice', async () => {
    const files = await samplePack();
    const [one, two] = [await zipOf(files, 'one.zip'), await zipOf(files, 'two.zip')];
    expect(readFileSync(one)).toEqual(readFileSync(two));
  });

  test('is not finished if a file cannot be read', async () => {
    const unreadable = { name: 'a.json', read: () => Promise.reject(new Error('the disk failed')) };
    await expect(writeZip([unreadable], createWriteStream(join(folder, 'half.zip')))).rejects.toThrow(
      'the disk failed',
    );
  });

  /** Prime, so that the flips meet every part of the ZIP's structures. All bytes of the files are flipped elsewhere. */
  const STEP = 13;

  test('with one byte flipped gives a finding, or still holds the same files', async () => {
    const files = await samplePack({ syncs: 1 });
    const path = await zipOf(files);
    const bytes = readFileSync(path);
    expect(await verdictOn(path)).toMatchObject({ intact: true });
    const altered: number[] = [];
    for (let at = 0; at < bytes.length; at += STEP) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 0x01, at);
      writeFileSync(path, flipped);
      const verdict = await verdictOn(path);
      if (typeof verdict === 'object' && verdict.intact && !(await holds(path, files))) altered.push(at);
    }
    expect(altered).toEqual([]);
  });
});

async function holds(path: string, files: SampleFiles): Promise<boolean> {
  const pack = await openPack(path);
  const names = await pack.names();
  const same = await Promise.all(
    names.map(async (name) => files.get(name)?.equals((await pack.read(name)) ?? Buffer.alloc(0))),
  );
  await pack.close();
  return names.length === files.size && same.every(Boolean);
}

test('a pack has no file with a colon in its name', async () => {
  expect([...(await samplePack()).keys()].filter((name) => /[:\\]/.test(name))).toEqual([]);
  expect(PACK_FILE.entry(411)).toBe('log/000000000411.json');
});
