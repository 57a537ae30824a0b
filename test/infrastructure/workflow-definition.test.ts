import { describe, expect, test } from '@jest/globals';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import committed from '../../lib/deployment/on-laptop/workflow.json' with { type: 'json' };
import { CollectionOutcome } from '../../lib/domain/collection-outcome.ts';
import { workflowDefinition } from '../../lib/infrastructure/workflow-definition.ts';
import { STATE } from '../../lib/sync/workflow-terms.ts';

interface State {
  Type: string;
  Next?: string;
  Branches?: { StartAt: string; States: Record<string, State> }[];
  Parameters?: Record<string, unknown>;
  Retry?: {
    ErrorEquals: string[];
    MaxAttempts: number;
    IntervalSeconds: number;
    BackoffRate: number;
    JitterStrategy?: string;
  }[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  TimeoutSeconds?: number;
}

const definition = workflowDefinition();
const { States, TimeoutSeconds } = definition as unknown as {
  States: Record<string, State>;
  TimeoutSeconds: number;
};

test('the workflow of a laptop is the one that is deployed ("npm run fix" writes it)', () => {
  expect(committed).toEqual(definition);
});

test('the engine of a laptop, which does not check it before a sync, finds it valid', () => {
  const machine = (changed: object) => () =>
    new StateMachine(structuredClone({ ...committed, ...changed }) as unknown as StateMachineDefinition);
  expect(machine({})).not.toThrow();
  expect(machine({ StartAt: 'Unknown' })).toThrow('State machine definition is invalid');
});

const branches = States[STATE.collectAll]?.Branches ?? [];

test('the workflow signs in, collects, records, seals, announces, and ends as the sync did', () => {
  expect(Object.keys(States)).toEqual([
    STATE.authenticate,
    STATE.collectAll,
    STATE.record,
    STATE.seal,
    STATE.recordRejected,
    STATE.announce,
    'How did it end?',
    'Sync incomplete, what was read is recorded',
    'Not sealed, the sync is recorded',
    'Sync complete',
    'Not signed in, the sync is recorded',
    STATE.notConnected,
  ]);
});

test('Authenticate is retried only for temporary faults, and every error is caught', () => {
  const authenticate = States[STATE.authenticate];
  const retried = authenticate?.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals) ?? [];
  expect(retried).toContain('SignInUnavailable');
  expect(retried).toContain('Lambda.TooManyRequestsException');
  expect(retried).not.toContain('SignInRejected');
  expect(retried).not.toContain('WebIdentityRefused');
  expect(authenticate?.Catch).toEqual([
    { ErrorEquals: ['NotConnected'], Next: STATE.notConnected },
    { ErrorEquals: ['States.ALL'], Next: STATE.recordRejected },
  ]);
});

test('a rejected sync is sealed, announced and ended as any other', () => {
  expect([STATE.record, STATE.recordRejected].map((state) => States[state]?.Next)).toEqual([
    STATE.seal,
    STATE.seal,
  ]);
  expect(States[STATE.seal]?.Next).toBe(STATE.announce);
});

test('Seal is retried for five minutes if AWS fails, but not if a repetition changes nothing', () => {
  const retriers = (States[STATE.seal]?.Retry ?? []) as Retrier[];
  const ofAws = retriers.find(({ ErrorEquals }) => ErrorEquals.includes('AwsUnavailable'));
  expect(ofAws && waits(ofAws).least).toBeGreaterThanOrEqual(5 * 60);
  const retried = retriers.flatMap(({ ErrorEquals }) => ErrorEquals);
  expect(retried).toEqual(expect.arrayContaining(['Sandbox.Timedout', 'Lambda.ServiceException']));
  expect(retried.filter((error) => /^(States\.ALL|SyncNotSealed)$/.test(error))).toEqual([]);
});

test('a sync that cannot be sealed is announced, and ends as that', () => {
  expect(States[STATE.seal]?.Catch).toEqual([
    { ErrorEquals: ['States.ALL'], ResultPath: '$.seal', Next: STATE.announce },
  ]);
  expect(States['Not sealed, the sync is recorded']).toEqual({
    Type: 'Fail',
    ErrorPath: '$.announced.notSealed.error',
    CausePath: '$.announced.notSealed.cause',
  });
});

test('the retries of a throttled sign-in wait at least a minute in total', () => {
  const retry = States[STATE.authenticate]?.Retry?.find(({ ErrorEquals }) =>
    ErrorEquals.includes('SignInUnavailable'),
  );
  const { MaxAttempts = 0, IntervalSeconds = 0, BackoffRate = 0, JitterStrategy } = retry ?? {};
  const waits = Array.from({ length: MaxAttempts }, (_, attempt) => IntervalSeconds * BackoffRate ** attempt);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(60);
  expect(JitterStrategy).not.toBe('FULL');
});

describe.each(
  COLLECTORS.map((collector, index) => ({ collector, branch: branches[index], name: collector.title })),
)('the branch of $name', ({ collector, branch }) => {
  const task = branch?.States[STATE.collect(collector)];

  test('starts with its collector and gives it at most fifteen minutes', () => {
    expect(branch?.StartAt).toBe(STATE.collect(collector));
    expect(task?.TimeoutSeconds).toBeLessThan(900);
  });

  test('catches the errors that mean a skip by name, and all others as failed', () => {
    const caught = task?.Catch?.map(({ ErrorEquals, Next }) => [
      ErrorEquals[0],
      branch?.States[Next]?.Parameters,
    ]);
    const reasons = collector.skips.map((reason) => [
      expect.any(String),
      expect.objectContaining({ outcome: 'skipped', reason }),
    ]);
    expect(caught).toEqual([...reasons, ['States.ALL', expect.objectContaining({ outcome: 'failed' })]]);
  });

  test('ends every path with an outcome that the next step can read', () => {
    const ends = Object.values(branch?.States ?? {}).filter(({ Type }) => Type === 'Pass');
    expect(ends).toHaveLength(collector.skips.length + 1);
    for (const { Parameters } of ends) {
      const { 'error.$': error, ...literal } = Parameters ?? {};
      const output = error ? { ...literal, error: { Error: 'States.Timeout' } } : literal;
      expect(CollectionOutcome.parse(output)).toMatchObject({ collector: collector.id });
    }
  });
});

test('no state receives a secret or its name, and the definition is the same for all connections', () => {
  expect(JSON.stringify(definition)).not.toMatch(/secretId|"secret"|arn:aws:secretsmanager|"default"/);
  const others = [{ name: 'plant', cloud: 'gcc-high', secret: 'team/entra' }, { name: 'default' }] as const;
  expect(workflowDefinition(others)).toEqual(definition);
});

/** Returns the seconds that a retrier waits in total. With full jitter each wait is between 0 and the delay. */
function waits({ IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3, ...retrier }: Retrier) {
  const delays = Array.from({ length: MaxAttempts }, (_, attempt) =>
    Math.min(IntervalSeconds * BackoffRate ** attempt, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY),
  );
  const most = delays.reduce((sum, delay) => sum + delay, 0);
  return { least: retrier.JitterStrategy === 'FULL' ? 0 : most, most };
}

interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  BackoffRate?: number;
  MaxAttempts?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: string;
}

const tasks = [States, ...branches.map((branch) => branch.States)]
  .flatMap(Object.entries<State>)
  .filter(([, { Type }]) => Type === 'Task')
  .map(([name, { Retry = [] }]) => ({ name, retriers: Retry as Retrier[] }));

test('there is a task for each function', () => {
  expect(tasks).toHaveLength(COLLECTORS.length + 5);
});

test.each(tasks)('$name waits at least 15 minutes for a throttled Lambda', ({ retriers }) => {
  const [first] = retriers.filter(({ ErrorEquals }) =>
    ErrorEquals.some((error) => error === 'Lambda.TooManyRequestsException' || error === 'States.ALL'),
  );
  expect(first?.ErrorEquals).toEqual(['Lambda.TooManyRequestsException']);
  expect(first && waits(first).least).toBeGreaterThanOrEqual(15 * 60);
});

test('the time limit of a sync exceeds all retries of its tasks together', () => {
  const seconds: Record<string, number> = {
    [STATE.record]: 120,
    [STATE.seal]: 120,
    [STATE.announce]: 60,
    [STATE.authenticate]: 60,
  };
  const longest = ({ name, retriers }: (typeof tasks)[number]) => {
    const tries = retriers
      .filter(({ ErrorEquals }) => !ErrorEquals.includes('Lambda.TooManyRequestsException'))
      .reduce((sum, { MaxAttempts = 3 }) => sum + MaxAttempts, 1);
    const waiting = retriers.reduce((sum, retrier) => sum + waits(retrier).most, 0);
    return waiting + tries * (seconds[name] ?? 660);
  };
  const inARow = tasks.filter(
    ({ name }) => name in seconds || name === STATE.collect(COLLECTORS[0] as never),
  );
  expect(inARow).toHaveLength(5);
  const most = inARow.map(longest).reduce((sum, time) => sum + time, 0);
  expect(TimeoutSeconds).toBeGreaterThan(most);
});

test('Authenticate receives the complete execution of AWS, so that a missing field ends no sync', () => {
  const payload = States[STATE.authenticate]?.Parameters?.Payload as Record<string, unknown>;
  expect(payload['execution.$']).toBe('$$.Execution');
});
