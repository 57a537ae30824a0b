import type { QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import type { RegisterItemDamaged } from '../../lib/domain/errors.ts';
import { append, newestOf, type StoredEntry } from '../../lib/log/append.ts';
import { canonicalJson } from '../../lib/log/document.ts';
import type { LogEntry } from '../../lib/log/entry.ts';
import { EMPTY_TREE, rootOf, withEntry } from '../../lib/log/merkle.ts';
import { connectionNames } from '../../lib/register/connection-names.ts';
import { registerClient } from '../../lib/register/register-client.ts';
import { refuseDamaged } from '../../lib/register/register-finding.ts';
import { registerKeys } from '../../lib/register/register-keys.ts';
import { registerCheckpoints, registerLog } from '../../lib/register/register-log.ts';
import { entryTexts, textsAt } from '../../lib/register/stored-texts.ts';
import { serveRegister } from '../support/register-server.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { putDocument } from '../support/stored-document.ts';

let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
});
afterAll(() => register.close());

const NOW = Date.parse('2026-11-23T06:00:00Z');
const draftOf =
  (connection: string) =>
  async ({ index, sealedAt }: { index: number; sealedAt: string }): Promise<LogEntry> => ({
    v: 1,
    kind: 'annotation',
    origin: `m365-evidence/test/${connection}`,
    index,
    connection,
    sealedAt,
    sha256: 'ab'.repeat(32),
  });

/** Appends entries one after another, and returns them. */
async function entriesOf(connection: string, count: number): Promise<StoredEntry[]> {
  const log = registerLog(register, connection);
  const entries: StoredEntry[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const entry = await append(log, draftOf(connection), () => NOW + nth);
    if (entry) entries.push(entry);
  }
  return entries;
}

describe('the log of a connection', () => {
  test('is empty before its first entry', async () => {
    expect(await newestOf(registerLog(register, 'unsealed'))).toBeUndefined();
  });

  test('returns its entries with their trees, the newest first, also if they come in several query results', async () => {
    const written = await entriesOf('long', 60);
    expect(await Array.fromAsync(registerLog(register, 'long').newest())).toEqual(written.toReversed());
    const tree = written.reduce((before, { text }) => withEntry(before, text), EMPTY_TREE);
    expect(written.at(-1)?.tree).toEqual(tree);
    expect(rootOf(tree)).toHaveLength(32);
  });

  test('reads a single entry if only the newest is needed, as before each append', async () => {
    const written = await entriesOf('single', 3);
    const read: (number | undefined)[] = [];
    const { middlewareStack } = register.client;
    middlewareStack.add(
      (next) => async (request) => {
        const answer = await next(request);
        read.push((answer.output as QueryCommandOutput).Count);
        return answer;
      },
      { name: 'counting' },
    );
    expect(await newestOf(registerLog(register, 'single'))).toEqual(written.at(-1));
    middlewareStack.remove('counting');
    expect(read).toEqual([1]);
  });

  test('gives its texts unchecked, the oldest first, also of an entry that is damaged', async () => {
    const written = await entriesOf('raw', 3);
    await putDocument(register, registerKeys.entry('raw', 1), 'nonsense');
    const texts = await Array.fromAsync(entryTexts(register, 'raw'));
    expect(texts).toEqual([
      { sk: '000000000000', text: written[0]?.text },
      { sk: '000000000001', text: 'nonsense' },
      { sk: '000000000002', text: written[2]?.text },
    ]);
    expect(await Array.fromAsync(entryTexts(register, 'raw', 2))).toEqual(texts.slice(2));
    const keys = [2, 7, 1].map((index) => registerKeys.entry('raw', index));
    expect(await textsAt(register, keys)).toEqual([written[2]?.text, undefined, 'nonsense']);
  });

  test('keeps the first entry of an index', async () => {
    const [first] = await entriesOf('once', 1);
    if (!first) throw new Error('Nothing was appended');
    const log = registerLog(register, 'once');
    expect(await log.put({ ...first, text: '{}' })).toBe(false);
    expect(await newestOf(log)).toEqual(first);
  });

  test('gives two writers different indexes, and each entry is there once', async () => {
    const server = await serveRegister(register);
    const config = {
      region: 'local',
      endpoint: server.url,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    };
    const writers = [1, 2, 3].map(() => ({ ...register, client: registerClient(config) }));
    const written = await Promise.all(
      Array.from({ length: 12 }, async (_, nth) => {
        const log = registerLog(writers[nth % writers.length] ?? register, 'shared');
        return await append(log, draftOf('shared'), () => NOW + nth);
      }),
    );
    const indexes = written.map((entry) => entry?.index).toSorted((a = 0, b = 0) => a - b);
    expect(indexes).toEqual(Array.from({ length: 12 }, (_, index) => index));
    const stored = (await Array.fromAsync(registerLog(register, 'shared').newest())).toReversed();
    const tree = stored.reduce((before, { text }) => withEntry(before, text), EMPTY_TREE);
    expect(stored.at(-1)?.tree).toEqual(tree);
    for (const { client } of writers) client.destroy();
    await server.close();
  });

  test('is named in the register from its first entry on', async () => {
    await entriesOf('named', 2);
    expect(await connectionNames(register, refuseDamaged)).toContain('named');
    expect(await connectionNames(register, refuseDamaged)).not.toContain('unsealed');
  });

  test.each<[string, (entry: string) => object | string]>([
    ['is no entry', () => ({})],
    ['has another index', (entry) => canonicalJson({ ...JSON.parse(entry), index: 7 })],
    ['has lost its tree', (entry) => entry],
  ])('refuses an entry that %s', async (problem, change) => {
    const connection = problem.replaceAll(' ', '-');
    const [entry] = await entriesOf(connection, 1);
    await putDocument(register, registerKeys.entry(connection, 0), change(entry?.text ?? ''));
    const error = await rejection<RegisterItemDamaged>(newestOf(registerLog(register, connection)));
    expect(error.name).toBe('RegisterItemDamaged');
    expect(error.message).toContain(`The item 000000000000 of LOG#${connection} in the register is damaged`);
  });
});

describe('the checkpoints of a log', () => {
  test('have a newest one, by size', async () => {
    const checkpoints = registerCheckpoints(register, 'default');
    expect(await checkpoints.newest()).toBeUndefined();
    for (const size of [9, 10, 2]) await checkpoints.put(size, `note of ${size}`);
    expect(await checkpoints.newest()).toBe('note of 10');
  });

  test('keep the first note of each size', async () => {
    const checkpoints = registerCheckpoints(register, 'twice');
    await checkpoints.put(1, 'first');
    await checkpoints.put(1, 'second');
    expect(await checkpoints.newest()).toBe('first');
  });
});
