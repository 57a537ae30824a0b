import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openPack } from '../../lib/pack/opened-pack.ts';
import { Manifest, PACK_FILE } from '../../lib/pack/pack-files.ts';
import { folder, runHere } from '../support/command.ts';
import { recordSealedHistory } from '../support/sealed-history.ts';

const REGISTER = join(folder, 'sandbox');
const SYNCS = 6;
beforeAll(() => recordSealedHistory(REGISTER, { syncs: SYNCS, last: '2026-11-23T06:00:00.000Z' }));

const at = (name: string) => join(folder, name);
const here = (...args: string[]) => runHere([...args, '--sandbox'], {}, '', { terminal: false });
const pack = (...args: string[]) => here('pack', '--from', '2026-11-20', '--to', '2026-11-22', ...args);

/** Returns name to content of all files of a ZIP. */
async function contentsOf(zip: string): Promise<Map<string, string>> {
  const opened = await openPack(zip);
  const names = await opened.names();
  const contents = new Map<string, string>();
  for (const name of names) contents.set(name, String(await opened.read(name)));
  await opened.close();
  return contents;
}

describe('m365-evidence pack', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    const { status, out, err } = await pack('--output', at('quarter.zip'), '--quiet');
    expect({ status, out, err }).toEqual({ status: 0, out: `${at('quarter.zip')}\n`, err: '' });
    files = await contentsOf(at('quarter.zip'));
  });

  test('writes the complete log, the documents and answers of the period, and their views', () => {
    const count = (pattern: RegExp) => [...files.keys()].filter((name) => pattern.test(name)).length;
    expect(count(/^log\/\d{12}\.json$/)).toBe(SYNCS);
    expect(count(/^syncs\/\d{12}\/run\.json$/)).toBe(3);
    expect(count(/^syncs\/\d{12}\/[a-z-]+\.json$/)).toBe(3 * 5);
    expect(count(/^syncs\/\d{12}\/answers\/[a-z-]+\/000[12]\.json$/)).toBe(3 * 4 * 2);
    const others = [...files.keys()].filter((name) => !/^(?:log|syncs)\//.test(name)).toSorted();
    const { readme, report, manifest, sums, checkpoint, csv, oscal, script } = PACK_FILE;
    const [key = ''] = Manifest.parse(JSON.parse(files.get(manifest) ?? '')).keyIds;
    expect(others).toEqual(
      [sums, readme, checkpoint, csv, report, PACK_FILE.key(key), manifest, oscal, script].toSorted(),
    );
  });

  test('describes the pack in its manifest, README and views', () => {
    expect(JSON.parse(files.get(PACK_FILE.manifest) ?? '')).toMatchObject({
      connection: 'default',
      origin: 'm365-evidence/local/4f1c/default',
      from: '2026-11-20',
      to: '2026-11-22',
      size: SYNCS,
    });
    expect(files.get(PACK_FILE.readme)).toContain('2026-11-20 to 2026-11-22');
    expect(files.get(PACK_FILE.csv)?.split('\r\n')).toHaveLength(1 + 3 * 4 + 1);
    expect(files.get(PACK_FILE.report)).toContain('Microsoft 365 evidence');
    const { results } = JSON.parse(files.get(PACK_FILE.oscal) ?? '')['assessment-results'];
    expect(results).toHaveLength(3);
  });

  test('is found intact, as a ZIP and unpacked, by the command and by the script', async () => {
    const { status, out } = await runHere(['verify', at('quarter.zip'), '--to', '2026-11-23']);
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/\nIntact: 3 syncs, 12 items, 24 answers, root /),
    ]);
    mkdirSync(at('unpacked'));
    for (const name of files.keys()) mkdirSync(join(at('unpacked'), name, '..'), { recursive: true });
    for (const [name, content] of files) writeFileSync(join(at('unpacked'), name), content);
    expect((await runHere(['verify', at('unpacked'), '--to', '2026-11-23'])).status).toBe(0);
    const script = spawnSync('bash', [join(at('unpacked'), 'verify.sh')], { encoding: 'utf8' });
    expect([script.status, script.stdout.split('\n')[0]]).toEqual([0, out.trimEnd().split('\n').at(-1)]);
  });

  test('written again has the same files but for the time in its manifest', async () => {
    await pack('--output', at('again.zip'));
    const again = await contentsOf(at('again.zip'));
    const different = [...files].filter(([name, content]) => again.get(name) !== content);
    expect(different.map(([name]) => name).toSorted()).toEqual([PACK_FILE.sums, PACK_FILE.manifest]);
    const changed = files
      .get(PACK_FILE.sums)
      ?.split('\n')
      .filter((line) => !again.get(PACK_FILE.sums)?.includes(line));
    expect(changed).toEqual([expect.stringMatching(/ {2}manifest\.json$/)]);
  });

  test('is for its owner only, and replaces no file', async () => {
    expect(statSync(at('quarter.zip')).mode & 0o777).toBe(0o600);
    const before = readFileSync(at('quarter.zip'));
    const { status, err } = await pack('--output', at('quarter.zip'));
    expect([status, err]).toEqual([2, expect.stringContaining('a pack replaces no file')]);
    expect(readFileSync(at('quarter.zip'))).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });

  test('says which folder is missing, and leaves nothing behind', async () => {
    const { status, err } = await pack('--output', at('nowhere/pack.zip'));
    expect([status, err]).toEqual([1, expect.stringContaining('ENOENT')]);
  });

  test('finds nothing in another period', async () => {
    const { status, err } = await here('pack', '--period', '2025', '--output', at('nothing.zip'));
    expect([status, err]).toEqual([1, expect.stringContaining('No sync of this selection')]);
    expect(readdirSync(folder)).not.toContain('nothing.zip');
  });
});

describe('m365-evidence verify of a register', () => {
  test('compares it with its own log, and knows that the key lies next to the data', async () => {
    const { status, out } = await here('verify', '--to', '2026-11-23');
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/\nIntact: 6 syncs, 24 items, 48 answers, root /),
    ]);
    expect(out).toContain('Note, own-key: ');
  });

  test('finds that no sync has run since', async () => {
    const { status, out } = await here('verify');
    expect([status, out]).toEqual([1, expect.stringMatching(/^truncated: /)]);
  });

  test('finds an altered answer in the vault, and a missing one', async () => {
    const answers = join(REGISTER, 'vault/answers');
    const [one = '', two = ''] = readdirSync(answers);
    rmSync(join(answers, one, '0001.json.gz'));
    execFileSync('chmod', ['600', join(answers, two, '0002.json.gz')]);
    writeFileSync(join(answers, two, '0002.json.gz'), execFileSync('gzip', { input: '{"value":[1]}' }));
    const { out } = await here('verify', '--to', '2026-11-23', '--json');
    const { findings, answers: count } = JSON.parse(out);
    expect([findings.map(({ kind }: { kind: string }) => kind).toSorted(), count]).toEqual([
      ['missing', 'tampered'],
      47,
    ]);
  });
});
