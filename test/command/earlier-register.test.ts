import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { registerKeys } from '../../lib/register/register-keys.ts';
import { folder, runHere } from '../support/command.ts';
import { recordSync } from '../support/recorded-sync.ts';
import { syncAt } from '../support/register-entries.ts';
import { putEarlierItem } from '../support/stored-document.ts';

async function inRegister(work: (register: LocalRegister) => Promise<void>): Promise<void> {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  await work(register).finally(() => register.close());
}

const here = (...command: string[]) => runHere([...command, '--sandbox', 'healthy']);

test('a register of an earlier version is not taken for an empty one', async () => {
  await inRegister(async (register) => {
    await putEarlierItem(register, { pk: 'CONNECTION', sk: 'default' }, { name: 'default' });
    for (const day of ['01', '02', '03']) {
      const { run, evidence } = syncAt(`2026-11-${day}T06:00:00.000Z`);
      await putEarlierItem(register, registerKeys.run('default', run.id), run);
      for (const item of evidence)
        await putEarlierItem(register, registerKeys.evidence('default', item.collector, run.id), item);
    }
  });
  for (const command of ['evidence', 'runs', 'report']) {
    const { status, out, err } = await here(command);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('An earlier version of m365-evidence wrote this register');
    expect(err).toContain('use the version that wrote it');
  }
});

test('items of an earlier version are named once, next to the evidence of this version', async () => {
  await inRegister(async (register) => {
    const { run, evidence } = syncAt('2026-11-04T06:00:00.000Z');
    await recordSync(register, { run, evidence });
  });
  const { status, out, err } = await here('evidence', '--history', '--json');
  expect(status).toBe(1);
  const { evidence, damaged } = JSON.parse(out) as { evidence: unknown[]; damaged: object[] };
  expect(evidence).toHaveLength(4);
  expect(damaged).toEqual([
    { item: expect.any(String), problem: expect.stringContaining('is of an earlier version') },
  ]);
  expect(err.replace(/\s+/g, ' ')).toContain('use the version that wrote them');
  expect(err).not.toContain('Find out who else wrote to it');
});
