import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import type { Deployment } from '../../../lib/deployment/deployment.ts';
import { openAwsDeployment } from '../../../lib/deployment/on-aws/aws-deployment.ts';
import { AwsRefusal } from '../../../lib/deployment/on-aws/aws-refusal.ts';
import type { SyncProgress } from '../../../lib/deployment/sync-progress.ts';
import { RegisterReader } from '../../../lib/register/register-reader.ts';
import type { SandboxTenantName } from '../../../lib/sandbox/tenant-names.ts';
import { deployedStandIn } from '../../support/deployed-stand-in.ts';
import { errorText } from '../../support/error-text.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

/** A clock whose sleeps end as soon as other work had its turn. */
const hurriedClock = { now: () => 0, sleep: () => setImmediate() };

let variant: SandboxTenantName = 'healthy';
const deployed = deployedStandIn(() => variant);
const before = { ...process.env };
let deployment: Deployment;
beforeEach(async () => {
  Object.assign(process.env, deployed().env);
  deployment = await openAwsDeployment({}, hurriedClock);
});
afterEach(async () => {
  await deployment[Symbol.asyncDispose]();
  process.env = { ...before };
});

test('finds the stack’s parts by its outputs', () => {
  expect(deployment.description).toBe('stack M365Evidence in eu-central-1');
  expect(deployment.registerOf).toBe(deployment.description);
  expect(deployment.connections).toEqual([
    {
      name: 'default',
      secret: 'arn:secret:default',
      cloud: 'global',
      frequency: 'daily',
      options: {},
    },
    {
      name: 'plant',
      secret: 'arn:secret:plant',
      cloud: 'gcc-high',
      frequency: 'daily',
      options: {},
    },
  ]);
});

test('names a missing stack with its region, and says what to do', async () => {
  const error = await rejection(openAwsDeployment({ stack: 'M365Evidnce' }));
  expect(error).toBeInstanceOf(AwsRefusal);
  expect(errorText(error)).toMatch(
    /no stack named M365Evidnce in eu-central-1.*npx cdk deploy.*--stack and --region/,
  );
});

test('refuses a stack without the outputs of this version', async () => {
  const { message } = await rejection(openAwsDeployment({ stack: 'Empty' }));
  expect(message).toMatch(/Empty in eu-central-1 lacks the outputs of this version/);
});

test('stores and reads the secret that the connection’s output names', async () => {
  const [, plant] = deployment.connections;
  if (!plant) throw new Error('The stack has no second connection');
  const secret = {
    tenantId: 'example.com',
    clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
    clientSecret: 's',
  };
  expect(await deployment.secrets.store(plant, secret)).toBe('Secrets Manager: arn:secret:plant');
  expect(JSON.parse(await deployment.secrets.read(plant))).toEqual(secret);
  expect([...deployed().secrets.keys()]).toEqual(['arn:secret:plant']);
});

describe('a sync', () => {
  beforeEach(() => {
    variant = 'healthy';
  });

  async function follow(of: SandboxTenantName) {
    variant = of;
    const events: SyncProgress[] = [];
    const sync = await deployment.startSync('default');
    const end = await sync.follow((event) => events.push(event), new AbortController().signal);
    return { events, end, execution: sync.execution };
  }
  const kinds = (events: SyncProgress[]) => events.map(({ kind }) => kind);

  test('is followed in its execution’s history from sign-in to record, and is in the register', async () => {
    const { events, end, execution } = await follow('no-p2');
    expect(events[0]).toEqual({ kind: 'workflow', ready: true, text: `execution ${execution}` });
    expect(kinds(events)).toEqual([
      'workflow',
      'signing-in',
      'signed-in',
      ...Array(COLLECTORS.length).fill('collecting'),
      ...Array(COLLECTORS.length).fill('outcome'),
      'recording',
      'recorded',
    ]);
    expect(events).toContainEqual({
      kind: 'outcome',
      outcome: expect.objectContaining({ collector: 'risky-users', outcome: 'skipped' }),
    });
    if (end.ended !== 'recorded') throw new Error(`It ended ${end.ended}`);
    const run = await new RegisterReader(await deployment.register()).run('default', end.run);
    expect(run?.status).toBe('complete');
  });

  test('is followed to its record if it is rejected', async () => {
    const { events, end } = await follow('bad-secret');
    expect(kinds(events)).toEqual(['workflow', 'signing-in', 'sign-in-rejected', 'recorded']);
    expect(end.ended).toBe('recorded');
  });

  test('gives the reason if its execution fails after it was recorded', async () => {
    const sync = await deployment.startSync('default');
    const { GetExecutionHistory: answer = () => ({}) } = deployed().operations;
    deployed().operations.GetExecutionHistory = async (input) => {
      const page = (await answer(input)) as { events: { type: string }[] };
      const failure = {
        executionFailedEventDetails: { error: 'Error', cause: 'EventBridge refused the event' },
      };
      const events = page.events.map((event) =>
        event.type === 'ExecutionSucceeded' ? { ...event, type: 'ExecutionFailed', ...failure } : event,
      );
      return { ...page, events };
    };
    const end = await sync.follow(() => {}, new AbortController().signal);
    deployed().operations.GetExecutionHistory = answer;
    expect(end).toMatchObject({ ended: 'recorded', failure: 'Error: EventBridge refused the event' });
  });

  test('starts with a unique name, so that a repeated request starts no second execution', async () => {
    const { StartExecution: answer = () => ({}) } = deployed().operations;
    const names: unknown[] = [];
    deployed().operations.StartExecution = (input) => {
      names.push(input.name);
      return answer(input);
    };
    await deployment.startSync('default');
    await deployment.startSync('default');
    deployed().operations.StartExecution = answer;
    expect(names).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36}$/),
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ]);
    expect(names[0]).not.toBe(names[1]);
  });

  test('reports that it was stopped before it was recorded', async () => {
    const sync = await deployment.startSync('default');
    const aborted = { id: 1, previousEventId: 0, type: 'ExecutionAborted', timestamp: 1_795_000_000 };
    const { GetExecutionHistory: answer = () => ({}) } = deployed().operations;
    deployed().operations.GetExecutionHistory = () => ({ events: [aborted] });
    const end = await sync.follow(() => {}, new AbortController().signal);
    deployed().operations.GetExecutionHistory = answer;
    expect(end).toEqual({ ended: 'unrecorded', why: 'Aborted: It was stopped.' });
  });

  test('is no longer followed when the signal is aborted; the execution continues', async () => {
    const sync = await deployment.startSync('default');
    expect(await sync.follow(() => {}, AbortSignal.abort())).toEqual({ ended: 'left' });
    expect(await sync.follow(() => {}, new AbortController().signal)).toMatchObject({ ended: 'recorded' });
  });
});
