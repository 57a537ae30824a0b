import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { folder, runHere } from '../support/command.ts';
import { recordSync } from '../support/recorded-sync.ts';
import { syncAt } from '../support/register-entries.ts';

const NAMES = Array.from({ length: 40 }, (_, index) => `branch-${index}-end`);
const STARTED = '2026-11-03T06:00:00.000Z';

beforeAll(async () => {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  for (const name of NAMES) await recordSync(register, syncAt(STARTED, name));
  await register.close();
});

test('writes a file for each of forty connections, which names no other connection', async () => {
  const each = join(folder, 'each');
  const { status, out, err } = await runHere(['report', '--sandbox', '--each', '--output', each]);
  // The register has no sync of the configured connection, so it gets no file, and the command says so.
  expect([status, err]).toEqual([1, expect.stringContaining('default: no sync')]);
  const files = readdirSync(each);
  expect(files.map((file) => file.replace(/-2026.*$/, '')).toSorted()).toEqual(
    NAMES.map((name) => `m365-evidence-${name}`).toSorted(),
  );
  expect(out.match(/^Report: /gm)).toHaveLength(40);
  for (const file of files) {
    const named = new Set(readFileSync(join(each, file), 'utf8').match(/branch-\d+-end/g));
    expect([...named]).toEqual([/branch-\d+-end/.exec(file)?.[0]]);
  }
});
