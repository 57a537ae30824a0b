import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { RegisterItemDamaged } from '../../lib/domain/errors.ts';
import { sha256Of } from '../../lib/register/document-hash.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import type { RegisterFinding } from '../../lib/register/register-finding.ts';
import { type RegisterKey, registerKeys } from '../../lib/register/register-keys.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { syncAt } from '../support/register-entries.ts';
import { rejection } from '../support/signed-in-sandbox.ts';

const earlier = syncAt('2026-11-21T06:00:00.000Z', 'a');
const sync = syncAt('2026-11-22T06:00:00.000Z', 'a');
const now = Date.parse('2026-11-23T06:00:00Z');

let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
  for (const { run, evidence } of [earlier, sync]) await appendSync(register, run, evidence);
});
afterAll(() => register.close());

/** Overwrites an item, which a sync never does. */
async function overwrite(key: RegisterKey, body: unknown): Promise<void> {
  const Item = marshall({ ...key, body }, { removeUndefinedValues: true });
  await register.client.send(new PutItemCommand({ TableName: register.tableName, Item }));
}

describe.each<[string, string, (run: string) => unknown]>([
  ['does not fit the schema', 'title: ', (run) => ({ ...bodyOf(run), title: 7 })],
  ['has no body', 'its body: ', () => undefined],
  ['belongs to another connection', 'its body is of ', (run) => ({ ...bodyOf(run), connection: 'b' })],
  [
    'belongs to another collector',
    'its body is of ',
    (run) => ({ ...bodyOf(run), collector: 'risky-users' }),
  ],
  ['belongs to another run', 'its body is of ', () => bodyOf(earlier.run.id)],
])('an evidence item that %s', (_, problem, body) => {
  const key = registerKeys.evidence('a', 'secure-score', sync.run.id);
  const name = `${sync.run.id} of EVIDENCE#a#secure-score`;
  beforeAll(() => overwrite(key, body(sync.run.id)));

  test.each<[string, (reader: RegisterReader) => Promise<unknown>]>([
    ['a history', (reader) => reader.history('a', 'secure-score')],
    ['the latest', (reader) => reader.latest('a', 'secure-score', { now })],
    ['the evidence for a requirement', (reader) => reader.forRequirement('iso-27001-2022', 'A.8.8')],
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

function bodyOf(run: string) {
  return [earlier, sync].flatMap(({ evidence }) => evidence).find((item) => item.run === run);
}

describe('other items', () => {
  const other = syncAt('2026-11-22T07:00:00.000Z', 'other');
  beforeAll(() => appendSync(register, other.run, other.evidence));

  test('refuses a run of another connection, in a list and alone', async () => {
    await overwrite(registerKeys.run('other', 'r'), { ...other.run, connection: 'a', id: 'r' });
    const reader = new RegisterReader(register);
    const problem = 'The item r of RUN#other in the register is damaged (its body is of r of RUN#a)';
    await expect(reader.run('other', 'r')).rejects.toThrow(problem);
  });

  test('refuses a pointer to the evidence of another connection', async () => {
    const key = registerKeys.requirement('soc2-2017', 'CC7.2', sync.run.id, 'other', 'security-alerts');
    await overwrite(key, { evidence: registerKeys.evidence('a', 'security-alerts', sync.run.id) });
    await expect(new RegisterReader(register).forRequirement('soc2-2017', 'CC7.2')).rejects.toThrow(
      `its body is of ${sync.run.id}#a#security-alerts of REQUIREMENT#soc2-2017#CC7.2`,
    );
  });

  test('reports a number that no sync writes, and cleans a hostile key in the report', async () => {
    const pk = 'RUN#odd';
    const body = { N: '123456789012345678901234567890' };
    const Item = { pk: { S: pk }, sk: { S: '2026-11-22T\u001b[31m\u202e' }, body };
    await register.client.send(new PutItemCommand({ TableName: register.tableName, Item }));
    const { message } = await rejection<Error>(new RegisterReader(register).runs('odd'));
    expect(message).toMatch(/^The item 2026-11-22T \[31m of RUN#odd in the register is damaged/);
  });
});

test('hashes the stored item, including fields that this version does not know', async () => {
  const { run, evidence } = syncAt('2026-11-22T08:00:00.000Z', 'newer');
  const [item] = evidence.map((one) => ({ ...one, futureField: { b: 1, a: 2 } }));
  await appendSync(register, run, item ? [item] : []);
  const read = await new RegisterReader(register).latest('newer', 'secure-score', { now });
  expect(read?.sha256).toBe(sha256Of(item));
  expect(read).not.toHaveProperty('futureField');
});
