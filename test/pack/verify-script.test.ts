import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { SAMPLE_KEY, type SampleFiles, samplePack } from '../support/sample-pack.ts';

const SCRIPT = readFileSync(join(import.meta.dirname, '../../lib/pack/written/verify.sh'), 'utf8');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the script in a folder with the files of the pack, from another folder. */
function run(files: SampleFiles, ...options: string[]) {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
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

describe('the script of a pack', () => {
  test.each([[1], [7], [8]])('finds a pack of %i syncs intact', async (syncs) => {
    const { status, stderr, lines } = run(await packWithScript(syncs));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(lines[0]).toMatch(
      new RegExp(`^Intact: ${syncs} entries, root [A-Za-z0-9+/]{43}=, key ${SAMPLE_KEY.id}$`),
    );
  });

  test('knows the key that the reader names', async () => {
    const files = await packWithScript(1);
    expect(run(files, '--key', SAMPLE_KEY.id).status).toBe(0);
    const other = run(files, '--key', '00000000');
    expect([other.status, [...other.kinds]]).toEqual([1, ['key-unknown']]);
    expect(run(files, '--help').status).toBe(2);
  });

  const document = PACK_FILE.evidence(1, 'security-alerts');
  const changes: [string, (files: SampleFiles) => void, string][] = [
    [
      'an altered document',
      (files) => files.write(document, files.text(document).replace('1', '2')),
      'tampered',
    ],
    [
      'an altered answer',
      (files) => files.write(PACK_FILE.answer(1, 'security-alerts', 2), '{}'),
      'tampered',
    ],
    [
      'an altered entry',
      (files) =>
        files.write(PACK_FILE.entry(1), files.text(PACK_FILE.entry(1)).replace('schedule', 'manual')),
      'root-mismatch',
    ],
    ['no last entry', (files) => files.delete(PACK_FILE.entry(2)), 'root-mismatch'],
    ['no checkpoint', (files) => files.delete(PACK_FILE.checkpoint), 'unsigned'],
    [
      'another size in its checkpoint',
      (files) =>
        files.write(PACK_FILE.checkpoint, files.text(PACK_FILE.checkpoint).replace('\n3\n', '\n2\n')),
      'bad-signature',
    ],
    ['no key', (files) => files.delete(PACK_FILE.key(SAMPLE_KEY.id)), 'key-unknown'],
  ];
  test.each(changes)('finds a pack with %s not intact, although its sums fit', async (_, change, kind) => {
    const files = await packWithScript();
    change(files);
    const { status, kinds } = run(files.sum());
    expect([status, kinds.has(kind)]).toEqual([1, true]);
  });

  test('finds an altered report by its sum', async () => {
    const files = await packWithScript(1);
    files.write(PACK_FILE.readme, 'Read something else.\n');
    const { status, kinds } = run(files);
    expect([status, [...kinds]]).toEqual([1, ['tampered']]);
  });
});
