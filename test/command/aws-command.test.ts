import { describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { SyncRun } from '../../lib/domain/sync-run.ts';
import { runHere } from '../support/command.ts';
import { deployedStandIn } from '../support/deployed-stand-in.ts';

const deployed = deployedStandIn();
const onAws = (args: string[], env: Record<string, string> = {}) =>
  runHere(args, { ...deployed().env, ...env });

describe('a connection without credentials', () => {
  test('is listed by runs with the command that connects it, until its first sync', async () => {
    const { err, out } = await onAws(['runs', '--connection', 'default', '--allow-empty']);
    expect(err).toContain(
      'default: not connected yet (npx m365-evidence connect default), or its first sync',
    );
    expect(out).toBe('');
    const json = await onAws(['runs', '--connection', 'default', '--allow-empty', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ runs: [], neverSynced: ['default'] });
  });

  test('is not synced: sync says how to connect it, and records nothing', async () => {
    deployed().connected = false;
    const { status, err, out } = await onAws(['sync', 'default']);
    deployed().connected = true;
    expect(err).toContain('Sign-in: not connected yet');
    expect(err).toMatch(/default is not connected yet: .*placeholder\. Nothing was recorded\./);
    expect(err).toContain('Connect it: npx m365-evidence connect default\n');
    expect({ status, out }).toEqual({ status: 1, out: '' });
  });
});

test('sync starts the state machine, follows it, and shows the recorded evidence', async () => {
  const { status, out, err } = await onAws(['sync', 'plant']);
  expect(err).toContain('Syncing connection plant: stack M365Evidence in eu-central-1');
  expect(err).toMatch(/Sign-in: signed in[\s\S]*Risky users: collected[\s\S]*Register: recorded/);
  expect(out).toContain(`Sync complete: ${COLLECTORS.length} evidence items added to the register`);
  expect(status).toBe(0);
});

test('sync --no-wait returns at once, with the execution', async () => {
  const { status, out, err } = await onAws(['sync', '--no-wait', '--json']);
  expect(JSON.parse(out)).toEqual({ execution: expect.stringMatching(/^arn:aws:states:.*:execution:/) });
  expect({ status, err }).toEqual({ status: 0, err: '' });
});

describe('a table whose stack was deleted', () => {
  test('is read by its name, with the connections in it', async () => {
    await onAws(['sync', 'default']);
    const { register } = deployed();
    const { out, err } = await onAws(['runs', '--table', register.tableName, '--json']);
    expect((JSON.parse(out) as { runs: unknown[] }).runs.length).toBeGreaterThan(0);
    expect(err).toBe('');
    const { out: evidence } = await onAws(['evidence', '--table', register.tableName]);
    expect(evidence).toContain('11 security alerts are unresolved');
  });

  test('that does not exist gives a message that says what to check', async () => {
    const { status, err } = await onAws(['runs', '--table', 'no-such-table']);
    expect(err).toMatch(
      /^AWS did not find the table or secret .*Check the region, the profile and the name after --table/,
    );
    expect(status).toBe(1);
  });

  test.each([['--local'], ['--stack', 'Other']])('is rejected together with %s', async (...place) => {
    const { status, err } = await onAws(['evidence', '--table', 'x', ...place]);
    expect(err).toContain('--table names a table on AWS by itself');
    expect(status).toBe(2);
  });
});

test('runs and evidence read the deployed register', async () => {
  await onAws(['sync']);
  const runs = JSON.parse(
    (await onAws(['runs', '--connection', 'default', '--json', '--limit', '1'])).out,
  ) as {
    runs: unknown[];
  };
  expect(runs.runs.map((entry) => SyncRun.parse(entry).connection)).toEqual(['default']);
  const { out } = await onAws(['evidence', '--framework', 'soc2', '--requirement', 'cc7.2']);
  expect(out).toContain('11 security alerts are unresolved');
  expect(out).not.toContain('Risky users');
});

describe('prints a message that says what to do, and exits with 1, if AWS reports', () => {
  test('an unknown stack', async () => {
    const { status, err } = await onAws(['check', '--stack', 'Other']);
    expect(err).toMatch(/^There is no stack named Other in eu-central-1\..*--stack and --region/);
    expect({ status, lines: err.trimEnd().split('\n').length }).toEqual({ status: 1, lines: 1 });
  });
  test('a missing permission', async () => {
    const message = 'User: arn:aws:iam::1:user/a is not authorized to perform: states:StartExecution';
    const { StartExecution: answer = () => ({}) } = deployed().operations;
    deployed().operations.StartExecution = () => ({ refusal: 'AccessDeniedException', message });
    const { status, err } = await onAws(['sync', 'default']);
    deployed().operations.StartExecution = answer;
    expect(err).toContain(
      'Your AWS identity lacks a permission: User: arn:aws:iam::1:user/a is not authorized',
    );
    expect(status).toBe(1);
  });
  test('no credentials', async () => {
    const { status, err } = await runHere(['runs'], { AWS_REGION: 'eu-central-1' });
    expect(err).toMatch(/^No AWS credentials were found/);
    expect(status).toBe(1);
  });
  test.each(['check', 'connect', 'sync', 'evidence', 'report'])(
    'no credentials, before %s does or asks anything else',
    async (command) => {
      const { status, err, out } = await runHere([command], { AWS_REGION: 'eu-central-1' }, 'no JSON');
      expect(err).toMatch(/^No AWS credentials were found/);
      expect({ status, out }).toEqual({ status: 1, out: '' });
    },
  );
  test('no region; --trace adds the stack trace', async () => {
    const { status, err } = await runHere(['runs', '--trace']);
    expect(err).toMatch(/No AWS region is set\.[\s\S]*\n {4}at /);
    expect(status).toBe(1);
  });
});
