import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { RegisterItemDamaged } from '../../lib/domain/errors.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import type { RegisterFinding } from '../../lib/register/register-finding.ts';
import { registerKeys } from '../../lib/register/register-keys.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { syncAt } from '../support/register-entries.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { putDocument, putEarlierItem } from '../support/stored-document.ts';

const earlier = syncAt('2026-11-21T06:00:00.000Z', 'a');
const sync = syncAt('2026-11-22T06:00:00.000Z', 'a');
const now = Date.parse('2026-11-23T06:00:00Z');

const A_8_8 = { framework: 'iso-27001-2022', id: 'A.8.8' };
const SOURCES = [{ connection: 'a', collector: 'secure-score' }];

let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
  for (const { run, evidence } of [earlier, sync]) await appendSync(register, run, evidence);
});
afterAll(() => register.close());

describe.each<[string, string, (run: string) => object | string]>([
  ['does not fit the schema', 'title: ', (run) => ({ ...documentOf(run), title: 7 })],
  ['is no JSON', 'its document is not canonical JSON', () => 'nonsense'],
  ['is not canonical', 'its document is not canonical JSON', (run) => JSON.stringify(documentOf(run))],
  ['is no evidence', 'id: ', () => ({})],
  ['is a list', 'its document: ', () => []],
  [
    'belongs to another connection',
    'its document is of ',
    (run) => ({ ...documentOf(run), connection: 'b' }),
  ],
  [
    'belongs to another collector',
    'its document is of ',
    (run) => ({ ...documentOf(run), collector: 'risky-users' }),
  ],
  ['belongs to another run', 'its document is of ', () => documentOf(earlier.run.id)],
])('an evidence item whose document %s', (_, problem, document) => {
  const key = registerKeys.evidence('a', 'secure-score', sync.run.id);
  const name = `${sync.run.id} of EVIDENCE#a#secure-score`;
  beforeAll(() => putDocument(register, key, document(sync.run.id)));

  test.each<[string, (reader: RegisterReader) => Promise<unknown>]>([
    ['a history', (reader) => reader.history('a', 'secure-score')],
    ['the latest', (reader) => reader.latest('a', 'secure-score', { now })],
    ['the evidence for a requirement', (reader) => Array.fromAsync(reader.forRequirements([A_8_8], SOURCES))],
    ['the evidence of a run', (reader) => reader.evidenceOf(sync.run)],
  ])('is named in the error of reading %s', async (_, read) => {
    const error = await rejection<RegisterItemDamaged>(read(new RegisterReader(register)));
    expect(error).toBeInstanceOf(RegisterItemDamaged);
    expect(error.message).toContain(`The item ${name} in the register is damaged (${problem}`);
    expect(error.details.remedy).toContain('Restore the table');
  });

  test('is reported and left out by a reader with onDamaged', async () => {
    const found: RegisterFinding[] = [];
    const reader = new RegisterReader(register, (finding) => found.push(finding));
    expect(await reader.latest('a', 'secure-score', { now })).toMatchObject({ run: earlier.run.id });
    expect((await reader.history('a', 'secure-score')).items).toHaveLength(1);
    expect((await reader.evidenceOf(sync.run)).map(({ collector }) => collector)).toEqual([
      'security-alerts',
      'risky-users',
      'conditional-access',
    ]);
    expect(found).toEqual(
      Array(3).fill({ item: name, problem: expect.stringContaining(`is damaged (${problem}`) }),
    );
  });
});

function documentOf(run: string) {
  return [earlier, sync].flatMap(({ evidence }) => evidence).find((item) => item.run === run) ?? {};
}

describe('other items', () => {
  const other = syncAt('2026-11-22T07:00:00.000Z', 'other');
  beforeAll(() => appendSync(register, other.run, other.evidence));

  test('refuses a run of another connection, in a list and alone', async () => {
    await putDocument(register, registerKeys.run('other', 'r'), { ...other.run, connection: 'a', id: 'r' });
    const reader = new RegisterReader(register);
    const problem = 'The item r of RUN#other in the register is damaged (its document is of r of RUN#a)';
    await expect(reader.run('other', 'r')).rejects.toThrow(problem);
  });

  test('reports a document that is no text, and cleans a hostile key in the report', async () => {
    const pk = 'RUN#odd';
    const document = { N: '123456789012345678901234567890' };
    const Item = { pk: { S: pk }, sk: { S: '2026-11-22T\u001b[31m\u202e' }, document };
    await register.client.send(new PutItemCommand({ TableName: register.tableName, Item }));
    const { message } = await rejection<Error>(new RegisterReader(register).runs('odd'));
    expect(message).toMatch(/^The item 2026-11-22T \[31m of RUN#odd in the register is damaged/);
  });
});

test('the latest item is found with few queries, even below hundreds of an earlier version', async () => {
  const { run, evidence } = syncAt('2020-01-01T00:00:00.000Z', 'upgraded');
  await appendSync(register, run, evidence);
  for (let nth = 0; nth < 300; nth += 1) {
    const key = registerKeys.evidence('upgraded', 'secure-score', `2026-01-01T00:00:00.000Z_${nth}`);
    await putEarlierItem(register, key, {});
  }
  const found: RegisterFinding[] = [];
  let queries = 0;
  const counted = Object.create(register.client) as LocalRegister['client'];
  counted.send = ((...command: Parameters<LocalRegister['client']['send']>) => {
    queries += 1;
    return register.client.send(...command);
  }) as LocalRegister['client']['send'];
  const reader = new RegisterReader({ ...register, client: counted }, (finding) => found.push(finding));
  expect(await reader.latest('upgraded', 'secure-score', { now })).toMatchObject({ run: run.id });
  expect(found).toHaveLength(300);
  expect(queries).toBeLessThan(10);
});

test('hashes the stored document, including fields that this version does not know', async () => {
  const { run, evidence } = syncAt('2026-11-22T08:00:00.000Z', 'newer');
  const [item] = evidence.map((one) => ({ ...one, futureField: { b: 1, a: 2 } }));
  await appendSync(register, run, item ? [item] : []);
  const read = await new RegisterReader(register).latest('newer', 'secure-score', { now });
  expect(read?.sha256).toBe(sha256Of(canonicalJson(item ?? {})));
  expect(read).not.toHaveProperty('futureField');
});
