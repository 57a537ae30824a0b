import { expect, test } from '@jest/globals';
import { runHere } from '../support/command.ts';

test('check on this machine names the command that works there, and no next sync', async () => {
  const { status, err } = await runHere(['check', 'default', '--sandbox', 'expired-secret']);
  expect(status).toBe(1);
  expect(err).toContain('AADSTS7000222');
  expect(err).toContain('store its value with "npx m365-evidence connect default --sandbox expired-secret"');
  expect(err).not.toContain('next sync');
});

test('a rejected sync on this machine names the command that works there', async () => {
  const { status, out } = await runHere(['sync', '--sandbox', 'bad-secret']);
  expect(status).toBe(1);
  expect(out.replaceAll(/\s+/g, ' ')).toContain(
    'store its value with "npx m365-evidence connect default --sandbox bad-secret"',
  );
});

test('a skip keeps Graph’s own message in sync --json, runs and runs --json', async () => {
  const graph = {
    status: 403,
    code: 'Forbidden',
    message: 'Your tenant is not licensed for this feature.',
    requestId: expect.any(String),
  };
  const skip = expect.objectContaining({ outcome: 'skipped', reason: 'license-missing', graph });
  const sync = JSON.parse((await runHere(['sync', '--sandbox', 'no-p2', '--json'])).out);
  expect(sync.run.outcomes).toContainEqual(skip);
  const runs = JSON.parse((await runHere(['runs', '--sandbox', 'healthy', '--json', '--limit', '1'])).out);
  expect(runs.runs[0].outcomes).toContainEqual(skip);
  const table = (await runHere(['runs', '--sandbox', 'healthy', '--limit', '1'])).out;
  expect(table.replaceAll(/[║│\s]+/g, ' ')).toContain("Graph's own words: 403 Forbidden: Your tenant is not");
});
