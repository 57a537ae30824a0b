import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import dynalite from 'dynalite/db/index.js';
import { folder, runHere } from '../../support/command.ts';

const servers = () => process.getActiveResourcesInfo().filter((name) => name.includes('Server'));

test('closes the server of the sandbox tenant if the register cannot be closed', async () => {
  const { create } = dynalite;
  const opening = jest.spyOn(dynalite, 'create').mockImplementation((options) => {
    const store = create(options);
    const { lifecycleManager } = store;
    const { gracefulClose } = lifecycleManager;
    lifecycleManager.gracefulClose = async () => {
      await gracefulClose();
      throw new Error('Shutdown timeout: 1 operations still pending after 10000ms');
    };
    return store;
  });
  const { status, out, err } = await runHere(['sync', '--sandbox', 'healthy']);
  opening.mockRestore();
  expect(existsSync(join(folder, 'sandbox', 'CURRENT'))).toBe(true);
  expect(out).toContain('complete');
  expect(err).toContain('Shutdown timeout');
  expect(status).toBe(1);
  // The handle of a closed server is released some turns of the event loop later.
  for (let turn = 0; turn < 100 && servers().length > 0; turn++) await setTimeout(10);
  expect(servers()).toEqual([]);
});
