import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from '@jest/globals';
import { localFaultOf } from '../../../lib/deployment/on-laptop/damaged-register.ts';
import { openLocalRegister } from '../../../lib/deployment/on-laptop/local-register.ts';
import { ROOT } from '../../support/command.ts';

const base = mkdtempSync(join(tmpdir(), 'm365-evidence-disk-'));
afterAll(() => rmSync(base, { recursive: true }));

describe('names the fault of the disk, not a damaged register:', () => {
  test.each([
    ['No space left on device', 'The disk is full: /r/000003.log'],
    ['Disk quota exceeded', 'Your quota on the disk is used up: /r/000003.log'],
    ['Read-only file system', 'The disk is read-only: /r/000003.log'],
    ['Permission denied', 'You may not use /r/000003.log'],
    ['Too many open files', 'Too many files are open: /r/000003.log'],
    ['Input/output error', 'The disk reports an error: /r/000003.log'],
    ['There is not enough space on the disk.', 'The disk is full: /r/000003.log'],
  ])('LevelDB reports “%s”', (words, message) => {
    const error = new Error(`IO error: /r/000003.log: ${words}`);
    expect(localFaultOf(error)).toMatchObject({
      name: 'DiskFault',
      message: expect.stringContaining(message),
    });
    const opening = new Error('Database failed to open', { cause: error });
    expect(localFaultOf(opening)?.message).toContain(message);
  });

  test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'EIO'])(
    'a file refuses with %s',
    (code) => {
      const error = Object.assign(new Error(`${code}: x, open '/r/in-use-by'`), {
        code,
        path: '/r/in-use-by',
      });
      expect(localFaultOf(error)).toMatchObject({
        name: 'DiskFault',
        message: expect.stringContaining('/r/in-use-by'),
      });
    },
  );
});

const FILL = `
  import { PutItemCommand } from '@aws-sdk/client-dynamodb';
  import { localFaultOf } from '${ROOT}/lib/deployment/on-laptop/damaged-register.ts';
  import { openLocalRegister } from '${ROOT}/lib/deployment/on-laptop/local-register.ts';
  try {
    const { client, tableName: TableName } = await openLocalRegister(process.argv[1]);
    for (let sk = 0; sk < 60; sk++) {
      const Item = { pk: { S: 'p' }, sk: { S: String(sk) }, body: { S: 'x'.repeat(1_000) } };
      await client.send(new PutItemCommand({ TableName, Item }));
    }
  } catch (error) {
    process.stdout.write(localFaultOf(error)?.message ?? String(error));
  }`;

/** Runs the command in a shell, with shell text before and after it. */
async function inShell(
  before: string,
  args: readonly string[],
  behind = '',
  env: Record<string, string> = {},
) {
  const shell = `${before} exec "$0" "$@" ${behind}`;
  const child = spawn('bash', ['-c', shell, process.execPath, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, out };
}

test.each([1, 16])(
  'does not report a register as damaged, then or later, if its files are limited to %d kB',
  async (size) => {
    const folder = mkdtempSync(join(base, 'limited-'));
    const limited = await inShell(`ulimit -f ${size};`, ['--input-type=module', '-e', FILL, folder]);
    expect(limited.out).toMatch(/The limit on the size of a file is reached: .*\.log cannot grow/);
    await (await openLocalRegister(folder)).close();
  },
);

/** A full pipe that no process reads. */
const FULL_PIPE = `mkfifo "${base}/pipe"; exec 3<>"${base}/pipe"; head -c 65536 /dev/zero >&3;`;

describe('a sync is recorded and keeps its exit status', () => {
  test.each([
    ['on a full disk', 'healthy', '', '2>/dev/full'],
    ['a pipe that its reader closed', 'bad-secret', '', '2> >(exec true)'],
    ['a full pipe', 'bad-secret', FULL_PIPE, '2>&3'],
  ])('if standard error is %s', async (_, tenant, before, redirect) => {
    const env = { M365_EVIDENCE_DIR: mkdtempSync(join(base, 'stderr-')) };
    const args = [join(ROOT, 'bin/m365-evidence.ts'), 'sync', '--sandbox', tenant, '--json'];
    const { status, out } = await inShell(before, args, redirect, env);
    const [ended, code] = tenant === 'healthy' ? ['complete', 0] : ['rejected', 1];
    expect(JSON.parse(out)).toMatchObject({ run: { status: ended } });
    expect(status).toBe(code);
  });
});
