import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RegisterItemDamaged } from '../../lambdas/domain/errors.ts';
import { appendSync } from '../../lambdas/register/evidence-register.ts';
import { registerKeys } from '../../lambdas/register/register-keys.ts';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { type LocalRegister, openLocalRegister } from '../../lib/local/local-register.ts';
import { syncAt } from '../support/register-entries.ts';
import { rejection } from '../support/signed-in-sandbox.ts';

const sync = syncAt('2026-11-22T06:00:00.000Z', 'a');
const later = syncAt('2026-11-23T06:00:00.000Z', 'a');

let register: LocalRegister;
let reader: RegisterReader;
beforeAll(async () => {
  register = await openLocalRegister();
  reader = new RegisterReader(register);
  for (const { run, evidence } of [sync, later]) await appendSync(register, run, evidence);
  for (const key of [
    registerKeys.run('a', sync.run.id),
    registerKeys.evidence('a', 'secure-score', sync.run.id),
  ]) {
    const Item = marshall({ ...key, body: { id: 'x' } });
    await register.client.send(new PutItemCommand({ TableName: register.tableName, Item }));
  }
});
afterAll(() => register.close());

test.each<[string, () => Promise<unknown>]>([
  ['a list of runs', () => reader.runs('a')],
  ['one run', () => reader.run('a', sync.run.id)],
  ['a history', () => reader.history('a', 'secure-score')],
  ['the evidence for a requirement', () => reader.forRequirement('iso-27001-2022', 'A.8.8')],
  ['the evidence of a run', () => reader.evidenceOf(sync.run)],
])('in %s, an item that is not as it was written is named, and not left out', async (_, read) => {
  const error = await rejection<RegisterItemDamaged>(read());
  expect(error).toBeInstanceOf(RegisterItemDamaged);
  expect(error.message).toMatch(
    /^The item 2026-11-22T06:00:00\.000Z_run of (RUN#a|EVIDENCE#a#secure-score) in the register is damaged \(\w+: /,
  );
  expect(error.details.remedy).toContain('Restore the table');
});

test('what is not damaged can be read beside it', async () => {
  expect(await reader.latest('a', 'secure-score')).toEqual(later.evidence[0]);
  expect(await reader.run('a', later.run.id)).toEqual(later.run);
});
