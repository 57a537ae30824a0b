import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { encodeFailure } from '../../lib/domain/failure.ts';
import { OUTPUT } from '../../lib/infrastructure/stack-terms.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { registerSealing } from '../../lib/register/register-sealing.ts';
import { annotate } from '../../lib/sync/annotate.ts';
import { sealSync } from '../../lib/sync/seal-sync.ts';
import { type AwsApi, startAws } from '../support/aws-stand-in.ts';
import { runHere } from '../support/command.ts';
import { memorySealing } from '../support/memory-log.ts';
import { syncAt } from '../support/register-entries.ts';
import { serveRegister } from '../support/register-server.ts';

let register: LocalRegister;
let env: Record<string, string>;
const operations: Record<string, AwsApi> = {};
const invoked: Record<string, unknown>[] = [];
const closing: (() => Promise<void>)[] = [];
const { ports } = memorySealing();

const outputs = {
  [OUTPUT.stateMachine]: 'arn:aws:states:eu-central-1:123456789012:stateMachine:Sync',
  [OUTPUT.registerTable]: 'evidence-register',
  [OUTPUT.sealFunction]: 'M365Evidence-SealSync-1',
  [`${OUTPUT.connection}default`]: JSON.stringify({
    name: 'default',
    secret: 'arn:secret:default',
    cloud: 'global',
    frequency: 'daily',
  }),
};
const { [OUTPUT.sealFunction]: _, ...earlier } = outputs;

beforeAll(async () => {
  register = await openLocalRegister();
  const server = await serveRegister(register);
  const aws = await startAws({ M365Evidence: outputs, Earlier: earlier }, operations);
  env = { ...aws.env, AWS_ENDPOINT_URL_DYNAMODB: server.url };
  closing.push(aws.close, server.close, register.close);
  const { run, evidence } = syncAt('2026-07-01T06:00:00.000Z');
  await appendSync(register, run, evidence);
  const sealing = { ...ports, ...registerSealing(register), clock: { now: Date.now } };
  await sealSync(sealing)({ run: run.id, connection: run.connection });
  const step = annotate(sealing);
  operations.Invoke = async (input) => {
    invoked.push(input);
    try {
      return { Payload: await step(input.Payload) };
    } catch (error) {
      const { name: errorType, message: errorMessage } = encodeFailure(error);
      return { FunctionError: 'Unhandled', Payload: { errorType, errorMessage } };
    }
  };
});
afterAll(async () => {
  for (const close of closing) await close();
});
beforeEach(() => void invoked.splice(0));

const UNTIL = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
const run = (...args: string[]) =>
  runHere(['annotate', '--reason', 'Moved', '--owner', 'Security team', '--until', UNTIL, ...args], env, '', {
    terminal: false,
  });
const DAYS = ['--from', '2026-07-01', '--to', '2026-07-01'];

describe('annotating a deployed stack', () => {
  test('calls the function that seals, once, and writes nothing itself', async () => {
    const { status, out, err } = await run(...DAYS, '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(invoked).toEqual([
      {
        FunctionName: 'M365Evidence-SealSync-1',
        Payload: {
          annotation: {
            connection: 'default',
            about: { from: '2026-07-01', to: '2026-07-01' },
            reason: 'Moved',
            owner: 'Security team',
            until: UNTIL,
          },
        },
      },
    ]);
    const { annotation, index } = JSON.parse(out);
    expect(await new RegisterReader(register).annotations('default')).toEqual([
      { ...annotation, sha256: expect.any(String), index },
    ]);
    expect(annotation).not.toHaveProperty('sandbox');
  });

  test('the same again is no error', async () => {
    const { status, out } = await run(...DAYS, '--json');
    expect([status, JSON.parse(out).existed]).toEqual([0, true]);
  });

  test('says what the function says if it refuses', async () => {
    const answer = operations.Invoke as AwsApi;
    operations.Invoke = (input) => answer({ ...input, Payload: { annotation: {} } });
    const { status, err } = await run(...DAYS);
    expect([status, err]).toEqual([
      1,
      expect.stringContaining('The annotation was not written: annotation.'),
    ]);
    operations.Invoke = answer;
  });

  test('says that the command can be repeated if the function ended', async () => {
    const answer = operations.Invoke as AwsApi;
    operations.Invoke = () => ({
      FunctionError: 'Unhandled',
      Payload: { errorType: 'Sandbox.Timedout', errorMessage: 'timed out' },
    });
    const { status, err } = await run(...DAYS);
    expect([status, err.replaceAll(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringContaining('Then run the same command again, which writes nothing twice.'),
    ]);
    operations.Invoke = answer;
  });

  test('names the permission that a person lacks', async () => {
    const answer = operations.Invoke as AwsApi;
    operations.Invoke = () => ({
      refusal: 'AccessDeniedException',
      message: 'not authorized: lambda:InvokeFunction',
    });
    const { status, err } = await run(...DAYS);
    expect([status, err]).toEqual([1, expect.stringContaining('lambda:InvokeFunction')]);
    operations.Invoke = answer;
  });

  test('of an earlier version says that it has to be deployed again', async () => {
    const { status, err } = await run(...DAYS, '--stack', 'Earlier');
    expect([status, err]).toEqual([1, expect.stringContaining('npx cdk deploy')]);
    expect(invoked).toEqual([]);
  });
});
