import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { annotation } from '../support/annotation.ts';
import { writePackFolder } from '../support/pack-folder.ts';
import { SAMPLE_KEY, type SampleFiles, samplePack } from '../support/sample-pack.ts';

const SCRIPT = readFileSync(join(import.meta.dirname, '../../lib/pack/written/verify.sh'), 'utf8');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the script in a folder with the files of the pack, from another folder. */
function run(files: SampleFiles, ...options: string[]) {
  writePackFolder(folder, files);
  const { status, stdout, stderr } = spawnSync('bash', [join(folder, PACK_FILE.script), ...options], {
    encoding: 'utf8',
    cwd: tmpdir(),
  });
  return {
    status,
    stderr,
    lines: stdout.trimEnd().split('\n'),
    kinds: new Set(stdout.match(/^[a-z-]+(?=: )/gm)),
  };
}

async function packWithScript(syncs = 3): Promise<SampleFiles> {
  const files = await samplePack({ syncs });
  files.write(PACK_FILE.script, SCRIPT);
  return files.sum();
}

/** Each run takes seconds, because bash starts a process for each hash. So each test alters a pack in several ways at once. */
describe('the script of a pack', () => {
  test('finds a pack intact that is signed by the key that the reader names', async () => {
    const files = await packWithScript(7);
    const { status, stderr, lines } = run(files, '--key', SAMPLE_KEY.fingerprint.toUpperCase());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { root } = JSON.parse(files.text(PACK_FILE.manifest));
    expect(lines).toEqual([`Intact: 7 syncs, 7 items, 14 answers, root ${root}, key ${SAMPLE_KEY.id}`]);
    expect(run(files, '--help').status).toBe(2);
  });

  test('finds what is altered or missing although the sums fit, and that another key signed', async () => {
    const files = await packWithScript(8);
    const document = PACK_FILE.evidence(1, 'security-alerts');
    files.write(document, files.text(document).replace('1', '2'));
    files.write(PACK_FILE.answer(2, 'security-alerts', 2), '{}');
    files.write(PACK_FILE.entry(3), files.text(PACK_FILE.entry(3)).replace('schedule', 'manual'));
    files.delete(PACK_FILE.run(4));
    for (const nth of [1, 2]) files.delete(PACK_FILE.answer(5, 'security-alerts', nth));
    const { status, lines } = run(files.sum(), '--key', '00000000');
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^key-unknown: .* 00000000$/),
      expect.stringMatching(/^root-mismatch: /),
      `tampered: ${document} does not have the SHA-256 that the log gives it`,
      expect.stringMatching(/^tampered: syncs\/000000000002\/answers\/security-alerts /),
      `missing: ${PACK_FILE.run(4)} is missing; the log names it`,
      `missing: ${PACK_FILE.answer(5, 'security-alerts', 1)} is missing; the log names it`,
      'Not intact: 6 findings',
    ]);
  });

  test('compares annotations with the log, and finds an altered, a missing and an added one', async () => {
    const files = await samplePack({
      syncs: 1,
      annotations: ['a', 'b', 'c'].map((id) => annotation({ id: id.repeat(32) })),
    });
    files.write(PACK_FILE.script, SCRIPT);
    const { root } = JSON.parse(files.text(PACK_FILE.manifest));
    expect(run(files.sum()).lines[0]).toBe(
      `Intact: 1 sync, 1 item, 2 answers, 3 annotations, root ${root}, key ${SAMPLE_KEY.id}`,
    );
    files.write(PACK_FILE.annotation(0), files.text(PACK_FILE.annotation(2)));
    files.write(PACK_FILE.annotation(2), files.text(PACK_FILE.annotation(2)).replace('Security', 'Other'));
    files.delete(PACK_FILE.annotation(3));
    rmSync(join(folder, PACK_FILE.annotation(3)));
    expect(run(files.sum()).lines).toEqual([
      `tampered: ${PACK_FILE.annotation(0)} does not have the SHA-256 that the log gives it`,
      `tampered: ${PACK_FILE.annotation(2)} does not have the SHA-256 that the log gives it`,
      `missing: ${PACK_FILE.annotation(3)} is missing; the log names it`,
      'Not intact: 3 findings',
    ]);
  });

  test('finds by the sums an altered report, an added and a missing file, and a link', async () => {
    const files = await packWithScript(1);
    files.write(PACK_FILE.readme, 'Read something else.\n');
    files.write('added.txt', 'x');
    files.write('.DS_Store', 'x');
    files.delete(PACK_FILE.checkpoint);
    symlinkSync('README.txt', join(folder, 'link'));
    const { status, lines } = run(files);
    expect(status).toBe(1);
    expect(lines.map((line) => line.match(/^[a-z-]+: \S+/)?.[0])).toEqual([
      'tampered: README.txt',
      'tampered: link',
      'unlisted: added.txt',
      'unlisted: link',
      'missing: checkpoint',
      'unsigned: There',
      undefined,
    ]);
  });

  test('finds a checkpoint that was made for a shorter log', async () => {
    const files = await packWithScript();
    files.delete(PACK_FILE.entry(2));
    files.write(PACK_FILE.checkpoint, files.text(PACK_FILE.checkpoint).replace('\n3\n', '\n2\n'));
    const { status, kinds } = run(files.sum());
    expect([status, [...kinds]]).toEqual([1, ['bad-signature', 'key-unknown', 'root-mismatch', 'tampered']]);
  });
});
