import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { eachOf } from '../../lib/command/each-connection.ts';
import { runHere, start } from '../support/command.ts';
import { deployedStandIn } from '../support/deployed-stand-in.ts';

const deployed = deployedStandIn();
const onAws = (args: string[]) => runHere(args, deployed().env, '', { terminal: false });

const SECRET = JSON.stringify({
  tenantId: '11111111-1111-4111-8111-111111111111',
  clientId: '22222222-2222-4222-8222-222222222222',
  clientSecret: 'x',
});

/** Refuses to start the sync of `default` until it is given back. */
function refuseDefault(): () => void {
  const { operations } = deployed();
  const { StartExecution } = operations;
  operations.StartExecution = (input) => {
    if (String(input.input).includes('"default"'))
      return { refusal: 'AccessDeniedException', message: 'no right to start it' };
    return StartExecution?.(input) ?? {};
  };
  return () => Object.assign(operations, { StartExecution });
}

test('sync --all syncs every connection, and prints a table of how each sync ended', async () => {
  const { out, err, status } = await onAws(['sync', '--all']);
  const rows = out
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(rows.map(([connection, ended]) => [connection, ended])).toEqual([
    ['Connection', 'Ended'],
    ['default', 'complete'],
    ['plant', 'complete'],
  ]);
  expect(err).toContain('Syncing default, plant: stack M365Evidence in eu-central-1\n');
  expect(status).toBe(0);
});

test('sync --all --json is one document', async () => {
  const { out, status } = await onAws(['sync', '--all', '--json']);
  const { syncs } = JSON.parse(out);
  expect(syncs).toMatchObject([
    { connection: 'default', ended: 'complete', why: null, run: { status: 'complete' } },
    { connection: 'plant', ended: 'complete', run: { connection: 'plant' } },
  ]);
  expect(syncs[1].evidence.length).toBeGreaterThan(0);
  expect(status).toBe(0);
});

test('sync --all --no-wait starts every sync', async () => {
  const { out, status } = await onAws(['sync', '--all', '--no-wait', '--json']);
  expect(JSON.parse(out).syncs).toMatchObject([
    { connection: 'default', ended: 'started', execution: expect.stringContaining(':execution:') },
    { connection: 'plant', ended: 'started' },
  ]);
  expect(status).toBe(0);
});

test('a connection that fails stops no other, and the exit status is 1', async () => {
  const giveBack = refuseDefault();
  const { out, status } = await onAws(['sync', '--all', '--json']);
  giveBack();
  const { syncs } = JSON.parse(out);
  expect(syncs).toMatchObject([
    { connection: 'default', ended: 'failed', run: null },
    { connection: 'plant', ended: 'complete' },
  ]);
  expect(syncs[0].why).toContain('no right to start it');
  expect(status).toBe(1);
}, 60_000);

test('a connection without credentials is not connected, which is a failure', async () => {
  deployed().connected = false;
  const { out, status } = await onAws(['sync', '--all']);
  deployed().connected = true;
  expect(out).toMatch(/\ndefault\tnot connected\t.*placeholder/);
  expect(status).toBe(1);
});

test('a rejected sync names its cause and remedy once', async () => {
  const args = ['sync', '--all', '--sandbox', 'bad-secret'];
  const { out, status } = await runHere(args, {}, '', { terminal: false });
  expect(out).toContain(
    '\ndefault\trejected\tSign-in rejected (AADSTS7000215): The client secret is invalid.',
  );
  expect(out.match(/store its value with/g)).toHaveLength(1);
  expect(out).not.toContain('the execution failed afterwards');
  expect(status).toBe(1);
});

test('Ctrl-C stops following, and names the syncs that continue on AWS', async () => {
  const { operations } = deployed();
  const replaced = { ...operations };
  const bothFollowed = Promise.withResolvers<void>();
  const followed = new Set<unknown>();
  operations.GetExecutionHistory = ({ executionArn }) => {
    if (followed.add(executionArn).size === 2) bothFollowed.resolve();
    return { events: [] };
  };
  const child = start(['sync', '--all'], deployed().env);
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const closed = once(child, 'close');
  await bothFollowed.promise;
  child.kill('SIGINT');
  const [status] = await closed;
  Object.assign(operations, replaced);
  expect(err).toContain('These syncs continue on AWS: default, plant. "npx m365-evidence runs" shows');
  expect(status).toBe(130);
}, 60_000);

test('check --all checks every connection, and one failure stops no other', async () => {
  deployed().secrets.set('arn:secret:plant', SECRET);
  const { out, status } = await onAws(['check', '--all', '--json']);
  const { checks } = JSON.parse(out);
  expect(checks).toMatchObject([
    { connection: 'default', ended: 'failed', clientSecretExpires: null },
    { connection: 'plant', ended: 'failed' },
  ]);
  expect(checks[0].why).toContain('has no tenantId');
  expect(out).not.toContain('"x"');
  expect(status).toBe(1);
}, 180_000);

test('check --all prints what a sync would read', async () => {
  const { out, status } = await runHere(['check', '--all', '--sandbox'], {}, '', { terminal: false });
  expect(out).toMatch(/^Connection\tCheck\t.*\ndefault\treadable\tSecure Score: collected; /);
  expect(status).toBe(0);
});

test.each([
  [['sync', 'default', '--all'], '--all and the connection default cannot be used together'],
  [['check', 'default', '--all'], '--all and the connection default cannot be used together'],
  [['sync', '--all', '--sandbox', '--days', '3'], "'--all' cannot be used with option '--days <days>'"],
])('%j is wrong usage', async (args, message) => {
  const { err, status } = await onAws(args);
  expect(err).toContain(message);
  expect(status).toBe(2);
});

test('works on the given number of items at once, and keeps their order', async () => {
  let running = 0;
  let most = 0;
  const results = await eachOf([5, 1, 4, 2, 3], 2, async (item) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, item));
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
  expect(await eachOf([], 2, async () => 1)).toEqual([]);
});
