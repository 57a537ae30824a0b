import { expect, test } from '@jest/globals';
import { readChanges } from '../../lib/audit/read-changes.ts';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import type { RegisterReader } from '../../lib/register/register-reader.ts';
import { reported } from '../support/written-report.ts';

const PERIOD = { from: '2026-11-21T06:00:00.000Z', to: '2026-11-23T12:00:00.000Z' };

/** Returns how many histories the changes of an empty connection read. */
async function historiesRead(chosen: boolean): Promise<number> {
  let count = 0;
  const history: RegisterReader['history'] = async () => {
    count += 1;
    return { items: [], next: undefined };
  };
  const reader = { ignoringDamage: () => ({ history }) } as unknown as RegisterReader;
  await readChanges(reader, { ...reported('default'), collectors: [] }, { ...PERIOD, chosen });
  return count;
}

test('reads the evidence near a day and a week ago if the chosen period began later', async () => {
  expect(await historiesRead(true)).toBe(2 * COLLECTORS.length);
});

test('reads nothing again without a chosen start, because the register was read from its beginning', async () => {
  expect(await historiesRead(false)).toBe(0);
});
