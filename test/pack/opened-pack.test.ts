import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openPack } from '../../lib/pack/opened-pack.ts';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { writeZip } from '../../lib/pack/write-zip.ts';
import { verify } from '../../lib/verify/verify.ts';
import { writePackFolder } from '../support/pack-folder.ts';
import { SampleFiles, samplePack } from '../support/sample-pack.ts';

let root: string;
let count = 0;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
});
beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Returns what verification finds in a folder or ZIP: `kind file`. */
async function foundIn(path: string): Promise<string[]> {
  const pack = await openPack(path);
  try {
    const { findings } = await verify(pack, { now: '2027-07-01T00:00:00.000Z' });
    return findings.map(({ kind, file }) => `${kind} ${file ?? ''}`);
  } finally {
    await pack.close();
  }
}

async function zipOf(files: Iterable<[string, Buffer]>, prefix = ''): Promise<string> {
  const path = join(folder, 'pack.zip');
  const listed = [...files].map(([name, content]) => ({
    name: `${prefix}${name}`,
    read: async () => content,
  }));
  await writeZip(listed, createWriteStream(path));
  return path;
}

const DESKTOP: [string, Buffer][] = [
  ['.DS_Store', Buffer.from('x')],
  ['log/.DS_Store', Buffer.from('x')],
  ['log/._000000000000.json', Buffer.from('x')],
  ['Thumbs.db', Buffer.from('x')],
];
const DOCUMENT = PACK_FILE.evidence(0, 'security-alerts');

describe('a folder', () => {
  test('may hold empty folders and what a desktop adds', async () => {
    writePackFolder(folder, new SampleFiles([...(await samplePack()), ...DESKTOP]));
    mkdirSync(join(folder, 'syncs/000000000009/answers'), { recursive: true });
    expect(await foundIn(folder)).toEqual([]);
  });

  test('may hold the pack in a folder of its own', async () => {
    writePackFolder(join(folder, 'pack'), await samplePack());
    writeFileSync(join(folder, '.DS_Store'), 'x');
    expect(await foundIn(folder)).toEqual([]);
  });

  test('with a link instead of a document is tampered, although the link leads to the same bytes', async () => {
    const files = await samplePack();
    writePackFolder(folder, files);
    writeFileSync(join(root, 'elsewhere'), files.text(DOCUMENT));
    rmSync(join(folder, DOCUMENT));
    symlinkSync(join(root, 'elsewhere'), join(folder, DOCUMENT));
    expect(await foundIn(folder)).toEqual([`tampered ${DOCUMENT}`]);
  });

  test('does not follow a link to another folder', async () => {
    const files = await samplePack({ syncs: 1 });
    writePackFolder(folder, files);
    writePackFolder(join(root, 'others'), files);
    rmSync(join(folder, 'syncs'), { recursive: true });
    symlinkSync(join(root, 'others/syncs'), join(folder, 'syncs'));
    expect(await foundIn(folder)).toContain(`missing ${DOCUMENT}`);
  });

  test('with a named pipe does not wait for the pipe', async () => {
    writePackFolder(folder, await samplePack({ syncs: 1 }));
    rmSync(join(folder, DOCUMENT));
    execFileSync('mkfifo', [join(folder, DOCUMENT)]);
    expect(await foundIn(folder)).toEqual([`tampered ${DOCUMENT}`]);
  });

  test('with a file that may not be read says so; the superuser may read every file', async () => {
    writePackFolder(folder, await samplePack({ syncs: 1 }));
    chmodSync(join(folder, DOCUMENT), 0);
    if (process.getuid?.() === 0) expect(await foundIn(folder)).toEqual([]);
    else await expect(foundIn(folder)).rejects.toMatchObject({ name: 'FileRefused' });
  });

  test('that is no pack is wrong usage', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'x');
    await expect(openPack(folder)).rejects.toMatchObject({ name: 'WrongUsage' });
    await expect(openPack(join(folder, 'letter.txt'))).rejects.toMatchObject({ name: 'WrongUsage' });
    await expect(openPack(join(folder, 'nothing'))).rejects.toMatchObject({ name: 'WrongUsage' });
  });
});

describe('a ZIP', () => {
  test('may hold the pack in a folder, and what macOS adds', async () => {
    const files = [...(await samplePack())].map(([name, content]): [string, Buffer] => [
      `pack/${name}`,
      content,
    ]);
    const added = DESKTOP.map(([name, content]): [string, Buffer] => [`__MACOSX/pack/${name}`, content]);
    expect(await foundIn(await zipOf([...files, ...added]))).toEqual([]);
  });

  test('may be written by another program, with an entry for each folder', async () => {
    writePackFolder(join(folder, 'pack'), await samplePack());
    execFileSync('python3', ['-c', `import shutil; shutil.make_archive('out', 'zip', '.', 'pack')`], {
      cwd: folder,
    });
    expect(await foundIn(join(folder, 'out.zip'))).toEqual([]);
  });

  test('with two files of one name is damaged', async () => {
    const files = await samplePack({ syncs: 1 });
    const twice: [string, Buffer][] = [[DOCUMENT, Buffer.from('{}')], ...files];
    await expect(openPack(await zipOf(twice))).rejects.toMatchObject({ name: 'PackDamaged' });
  });

  test('that was cut off is damaged', async () => {
    const path = join(folder, 'cut.zip');
    writeFileSync(path, 'PK\x03\x04 and no more');
    await expect(openPack(path)).rejects.toMatchObject({ name: 'PackDamaged' });
  });

  test.each([
    ['../../escaped', 'leaves its folder'],
    ['/etc/passwd', 'begins at the root'],
  ])('with a file named %s, which %s, is damaged', async (name) => {
    const path = join(folder, 'pack.zip');
    writeFileSync(path, storedZip(name, Buffer.from('x')));
    await expect(openPack(path)).rejects.toMatchObject({ name: 'PackDamaged' });
  });

  test('with a file that unpacks to more than it says is tampered', async () => {
    const path = join(folder, 'pack.zip');
    const bomb = deflateRawSync(Buffer.alloc(50_000_000));
    writeFileSync(path, storedZip(PACK_FILE.sums, bomb, { method: 8, size: 100 }));
    expect(await foundIn(path)).toContain(`tampered ${PACK_FILE.sums}`);
  });

  test('with a file that is too large is tampered', async () => {
    const path = join(folder, 'pack.zip');
    writeFileSync(path, storedZip(PACK_FILE.sums, Buffer.from('x'), { method: 8, size: 2 ** 30 }));
    expect(await foundIn(path)).toContain(`tampered ${PACK_FILE.sums}`);
  });

  test('with a name of 60,000 characters gives a finding', async () => {
    const name = `log/${'x'.repeat(60_000)}`;
    expect(
      await foundIn(await zipOf([...(await samplePack({ syncs: 1 })), [name, Buffer.from('x')]])),
    ).toEqual([`unlisted ${name}`]);
  });
});

describe('a text file with the line ends of Windows', () => {
  const converted = (content: Buffer) => Buffer.from(content.toString('utf8').replaceAll('\n', '\r\n'));

  test.each([PACK_FILE.readme, PACK_FILE.sums, PACK_FILE.checkpoint])('is found: %s', async (name) => {
    const files = await samplePack({ syncs: 1 });
    files.set(name, converted(files.get(name) ?? Buffer.alloc(0)));
    const { findings } = await verify(files, { now: '2027-07-01T00:00:00.000Z' });
    expect(findings[0]).toMatchObject({ kind: 'tampered', file: name });
    expect(findings[0]?.message).toContain('the line ends of Windows');
  });
});

/** Returns a ZIP of one file, whose directory says what the test wants. */
function storedZip(name: string, content: Buffer, { method = 0, size = content.length } = {}): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), content]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00'),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
