import { afterEach, expect, test } from '@jest/globals';
import { parameterReader } from '../../../lambdas/runtime/parameter-reader.ts';
import { openHttpTransport } from '../../../lib/http/http-transport.ts';
import { type AwsAnswer, startAws } from '../../support/aws-stand-in.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** Reads the parameter `the-list` from a service that gives these answers in turn, the last one again and again. */
async function read(...answers: AwsAnswer[]) {
  const [clock, asked]: [VirtualClock, unknown[]] = [new VirtualClock(), []];
  const GetParameter = (input: unknown) => {
    asked.push(input);
    return answers.length > 1 ? (answers.shift() as AwsAnswer) : (answers[0] ?? {});
  };
  const aws = await startAws({}, { GetParameter });
  open.push(aws);
  const reader = parameterReader(aws.env.AWS_ENDPOINT_URL ?? '', {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'session' },
    openTransport: openHttpTransport,
    clock,
    random: () => 0.5,
  });
  return { text: await reader('the-list').catch((error: Error) => error), asked, clock };
}

const throttled = { refusal: 'ThrottlingException', message: 'Rate exceeded' };

test('reads the text of a parameter', async () => {
  const { text, asked } = await read({ Parameter: { Name: 'the-list', Value: '{"default":"team/entra"}' } });
  expect(text).toBe('{"default":"team/entra"}');
  expect(asked).toEqual([{ Name: 'the-list' }]);
});

test.each([{}, { Parameter: null }, { Parameter: {} }])(
  'returns an empty text for the answer %j',
  async (answer) => {
    expect((await read(answer)).text).toBe('');
  },
);

test('tries again after throttling, with a wait', async () => {
  const { text, clock } = await read(throttled, { Parameter: { Value: '{}' } });
  expect(text).toBe('{}');
  expect(clock.slept).toEqual([400]);
});

test('throws AwsUnavailable after three tries', async () => {
  const { text, asked } = await read(throttled);
  expect(text).toMatchObject({
    name: 'AwsUnavailable',
    message: 'AWS Systems Manager failed or could not be reached: ThrottlingException',
  });
  expect(asked).toHaveLength(3);
});

test('asks once, and throws the code of the service, if it refuses', async () => {
  const { text, asked } = await read({ refusal: 'com.amazonaws.ssm#ParameterNotFound', message: 'none' });
  expect(text).toMatchObject({ name: 'ParameterNotFound', message: 'none' });
  expect(asked).toHaveLength(1);
});

test('throws AwsUnavailable if nothing answers', async () => {
  const reader = parameterReader('http://127.0.0.1:9', {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
    openTransport: openHttpTransport,
    clock: new VirtualClock(),
    random: () => 0.5,
  });
  expect(await rejection(reader('the-list'))).toMatchObject({ name: 'AwsUnavailable' });
});
