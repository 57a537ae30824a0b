import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { pemOf } from '../../lib/log/signer.ts';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { folder, ROOT, runHere } from '../support/command.ts';
import { writePackFolder } from '../support/pack-folder.ts';
import { SAMPLE_KEY, type SampleFiles, samplePack } from '../support/sample-pack.ts';

const PACK = join(folder, 'pack');
let files: SampleFiles;
beforeAll(async () => {
  files = await samplePack();
  writePackFolder(PACK, files);
});

const verify = (...args: string[]) => runHere(['verify', ...args], {}, '', { terminal: false });

describe('m365-evidence verify', () => {
  test('says that a pack is intact, with its counts, root and key in the last line', async () => {
    const { status, out } = await verify(PACK);
    const { root } = JSON.parse(files.text(PACK_FILE.manifest));
    expect([status, out.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      `Intact: 3 syncs, 3 items, 6 answers, root ${root}, key ${SAMPLE_KEY.id}`,
    ]);
    expect(out).toContain('Note, own-key: ');
  });

  test('prints the fields of the contract as JSON', async () => {
    const { status, out } = await verify(PACK, '--json');
    expect(status).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual(
      'intact connection size root keyIds syncs items answers from to findings notes'.split(' '),
    );
  });

  test('prints a line for each finding, and ends with exit status 1', async () => {
    const altered = join(folder, 'altered');
    writePackFolder(altered, files);
    writeFileSync(join(altered, PACK_FILE.run(1)), '{}');
    rmSync(join(altered, PACK_FILE.answer(0, 'security-alerts', 1)));
    const { status, out } = await verify(altered, '--quiet');
    expect([status, out.match(/^[a-z-]+(?=: )/gm)]).toEqual([1, ['missing', 'tampered']]);
    expect(out.trimEnd().split('\n').at(-1)).toBe('Not intact: 2 findings');
    const { findings } = JSON.parse((await verify(altered, '--json')).out);
    expect(findings[1]).toMatchObject({ kind: 'tampered', index: 1, file: PACK_FILE.run(1) });
  });

  test.each([
    ['its id', SAMPLE_KEY.id],
    ['its SHA-256', SAMPLE_KEY.fingerprint.toUpperCase().replaceAll(/..(?=.)/g, '$&:')],
  ])('knows the key by %s', async (_, key) => {
    const { status, out } = await verify(PACK, '--key', key);
    expect([status, out]).toEqual([0, expect.not.stringContaining('own-key')]);
  });

  test('knows the key by its file, and no other key', async () => {
    const pem = join(folder, 'published.pem');
    writeFileSync(pem, pemOf(SAMPLE_KEY));
    expect((await verify(PACK, '--key', pem)).status).toBe(0);
    expect((await verify(PACK, '--key', '0'.repeat(64))).out).toMatch(/^key-unknown: /);
  });

  test('compares with a checkpoint from before, also one that came by mail', async () => {
    const earlier = join(folder, 'earlier');
    const note = (await samplePack({ syncs: 2 })).text(PACK_FILE.checkpoint);
    writeFileSync(earlier, note.replaceAll('\n', '\r\n'));
    expect((await verify(PACK, '--checkpoint', earlier)).status).toBe(0);
    writeFileSync(earlier, (await samplePack({ syncs: 4 })).text(PACK_FILE.checkpoint));
    expect((await verify(PACK, '--checkpoint', earlier)).out).toMatch(/^truncated: /);
  });

  test.each([
    ['a file that is not there', [join(folder, 'nothing.zip')]],
    ['a file that is no ZIP', [join(PACK, 'manifest.json')]],
    ['a key that is no key', [PACK, '--key', join(PACK, 'manifest.json')]],
    ['a checkpoint that is none', [PACK, '--checkpoint', join(PACK, 'manifest.json')]],
    ['a pack and a register', [PACK, '--local']],
  ])('ends with exit status 2 for %s, and says what to do', async (_, args) => {
    const { status, out, err } = await verify(...args);
    expect({ status, out, err }).toEqual({
      status: 2,
      out: '',
      err: expect.stringMatching(/\. [A-Z].*\.\n$/s),
    });
    expect(err).not.toContain('    at ');
  });

  test('gives a verdict on a ZIP that is cut off', async () => {
    const cut = join(folder, 'cut.zip');
    writeFileSync(cut, 'PK\x03\x04');
    const { status, out } = await verify(cut, '--json');
    expect([status, JSON.parse(out).findings]).toMatchObject([1, [{ kind: 'tampered', file: cut }]]);
  });
});

/** Prints the URL of each module when the process ends. */
const LIST_MODULES = `data:text/javascript,import{registerHooks}from'node:module';registerHooks({load(url,context,next){process._rawDebug(url);return next(url,context)}})`;

test('verifying a pack loads nothing of AWS', () => {
  const program = [join(ROOT, 'bin/m365-evidence.ts'), 'verify', PACK];
  const { status, stderr } = spawnSync(process.execPath, ['--import', LIST_MODULES, ...program], {
    encoding: 'utf8',
  });
  const loaded = stderr.split('\n').filter((line) => line.startsWith('file:'));
  expect([status, loaded.length > 20]).toEqual([0, true]);
  expect(loaded.filter((url) => /node_modules\/(?:@aws|@smithy|dynalite|aws-)/.test(url))).toEqual([]);
});
