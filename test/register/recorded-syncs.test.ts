import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { recordedSync, runsSince } from '../../lib/register/recorded-syncs.ts';
import { registerKeys } from '../../lib/register/register-keys.ts';
import { syncAt } from '../support/register-entries.ts';
import { putDocument } from '../support/stored-document.ts';

let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
});
afterAll(() => register.close());

/** Records a sync like the workflow: its run lists the hash of each item. */
async function record(startedAt: string, connection: string) {
  const { run, evidence } = syncAt(startedAt, connection);
  const hashes = evidence.map((item) => ({
    collector: item.collector,
    sha256: sha256Of(canonicalJson(item)),
  }));
  const listed = { ...run, evidence: hashes };
  await appendSync(register, listed, evidence);
  return { run: listed, evidence };
}

const AT = '2026-11-22T06:00:00.000Z';

test('a recorded sync has the texts that are stored, and their values', async () => {
  const { run, evidence } = await record(AT, 'intact');
  expect(await recordedSync(register, 'intact', run.id)).toEqual({
    run: { text: canonicalJson(run), value: run },
    evidence: evidence.map((item) => ({ text: canonicalJson(item), value: item })),
  });
});

test('numbers and texts of facts survive as they are', async () => {
  const facts = {
    large: 1e21,
    tenth: 0.1,
    zero: -0,
    huge: 2 ** 64,
    id: Number.MAX_SAFE_INTEGER,
    half: 'a \ud83d',
  };
  const { run, evidence } = syncAt(AT, 'numbers', { 'secure-score': facts });
  await appendSync(register, run, evidence);
  const [item] = (await recordedSync(register, 'numbers', run.id)).evidence;
  expect(item?.text).toContain(
    '"facts":{"half":"a \ufffd","huge":18446744073709552000,"id":9007199254740991,"large":1e+21,"tenth":0.1,"zero":0}',
  );
  expect(item?.value.facts).toEqual({ ...facts, zero: 0, half: 'a \ufffd' });
});

describe('a sync is refused if', () => {
  test('it is not recorded', async () => {
    await expect(recordedSync(register, 'intact', 'unknown')).rejects.toThrow(
      'The item unknown of RUN#intact in the register is missing',
    );
  });

  test('a part of its evidence is missing', async () => {
    const { run } = await record(AT, 'partly');
    const Key = marshall(registerKeys.evidence('partly', 'risky-users', run.id));
    await register.client.send(new DeleteItemCommand({ TableName: register.tableName, Key }));
    await expect(recordedSync(register, 'partly', run.id)).rejects.toThrow(
      'EVIDENCE#partly#risky-users in the register is missing: its sync recorded it',
    );
  });

  test('its evidence was changed', async () => {
    const { run, evidence } = await record(AT, 'changed');
    const key = registerKeys.evidence('changed', 'secure-score', run.id);
    await putDocument(register, key, { ...evidence[0], summary: 'All is well.' });
    await expect(recordedSync(register, 'changed', run.id)).rejects.toThrow(
      'EVIDENCE#changed#secure-score in the register differs from what its sync recorded',
    );
  });

  test('its run is damaged', async () => {
    const { run } = await record(AT, 'damaged');
    await putDocument(register, registerKeys.run('damaged', run.id), JSON.stringify({ ...run, b: 1, a: 2 }));
    await expect(recordedSync(register, 'damaged', run.id)).rejects.toThrow('is damaged');
  });
});

test('the runs since a time are those that started then or later, the oldest first', async () => {
  const days = ['20', '21', '22'].map((day) => `2026-11-${day}T06:00:00.000Z`);
  for (const day of days.toReversed()) await record(day, 'dated');
  const since = async (time: string) => await Array.fromAsync(runsSince(register, 'dated', time));
  expect(await since('1970-01-01T00:00:00.000Z')).toEqual(days.map((day) => `${day}_run`));
  expect(await since(days[1] ?? '')).toEqual(days.slice(1).map((day) => `${day}_run`));
  expect(await since('2026-11-22T06:00:00.001Z')).toEqual([]);
});
