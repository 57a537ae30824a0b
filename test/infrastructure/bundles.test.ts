import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { type AwsApi, startAws } from '../support/aws-stand-in.ts';
import { callDeployed } from '../support/deployed-function.ts';
import { emptyObservation } from '../support/observation.ts';
import { syncAt } from '../support/register-entries.ts';
import { serveRegister } from '../support/register-server.ts';
import { startS3 } from '../support/s3-stand-in.ts';
import { SAMPLE_SIGNER } from '../support/sample-pack.ts';

let register: LocalRegister;
let server: Awaited<ReturnType<typeof serveRegister>>;
let registerEnv: Record<string, string>;
beforeAll(async () => {
  register = await openLocalRegister();
  server = await serveRegister(register);
  registerEnv = {
    REGISTER_TABLE: register.tableName,
    SETTINGS_PARAMETER: 'the-settings',
    AWS_ENDPOINT_URL_DYNAMODB: server.url,
  };
});
afterAll(async () => {
  await server.close();
  await register.close();
});

test('the deployed bundle of Record evidence writes to DynamoDB', async () => {
  const event = {
    execution: { id: 'arn', name: 'n', startedAt: '2026-11-23T00:00:00Z' },
    input: { connection: 'bundled' },
    rejection: { Error: 'States.Timeout' },
  };
  const { answer } = await callDeployed('record-evidence', event, registerEnv);
  expect(answer).toMatchObject({ status: 'rejected' });
  const { items } = await new RegisterReader(register).runs('bundled');
  expect(items).toEqual([expect.objectContaining({ status: 'rejected' })]);
});

const session = {
  connection: 'default',
  tenantId: 't',
  cloud: 'global',
  options: {},
  clientSecretExpires: null,
  permissions: null,
};
const OWN = {
  id: 'ours',
  title: 'Our policies',
  requirements: { 'POL-7': 'Risky sign-ins are handled' },
  mapping: { 'risky-users': ['POL-7'] },
};

test('the deployed bundle of Record evidence maps evidence to the frameworks in the settings', async () => {
  const settings = { frameworks: ['soc2-2017', OWN], thresholds: {} };
  const aws = await startAws(
    {},
    { GetParameter: () => ({ Parameter: { Value: JSON.stringify(settings) } }) },
  );
  const event = {
    execution: { id: 'arn', name: 'n', startedAt: '2026-11-23T11:59:00Z' },
    session: { ...session, connection: 'settled' },
    outcomes: [{ collector: 'risky-users', outcome: 'collected', observation: emptyObservation }],
  };
  const env = { ...registerEnv, AWS_ENDPOINT_URL: aws.env.AWS_ENDPOINT_URL ?? '' };
  const { answer } = await callDeployed('record-evidence', event, env);
  await aws.close();
  expect(answer).toMatchObject({ status: 'complete' });
  const { items } = await new RegisterReader(register).history('settled', 'risky-users');
  expect(items[0]?.requirements).toEqual([
    expect.objectContaining({ framework: 'soc2-2017', id: 'CC6.1' }),
    { framework: 'ours', id: 'POL-7', title: 'Risky sign-ins are handled' },
  ]);
});

test('the deployed bundle of Authenticate loads and names the fault of its input', async () => {
  const aws = await startAws({}, { GetParameter: () => ({ Parameter: { Value: '{"default":"arn"}' } }) });
  const env = { AWS_ENDPOINT_URL: aws.env.AWS_ENDPOINT_URL ?? '' };
  const { answer } = await callDeployed('authenticate', { input: {} }, env);
  await aws.close();
  expect(answer).toEqual({ name: 'ConnectionUnknown' });
});

test('the deployed bundle of a collector loads and names the fault of its session', async () => {
  const sealed = { ...session, sealedToken: 'x' };
  const inChina = { session: { ...sealed, cloud: 'china' } };
  expect((await callDeployed('collect', inChina)).answer).toEqual({ name: 'SourceNotInCloud' });
  const unreachable = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  const elsewhere = { session: sealed };
  expect((await callDeployed('collect', elsewhere, unreachable)).answer).toEqual({ name: 'AwsUnavailable' });
});

test('the deployed bundle of Announce puts an event on the bus and metrics into its log', async () => {
  const sync = syncAt('2026-11-23T06:00:00.000Z', 'announced', { 'risky-users': { atRisk: 0 } });
  await appendSync(register, sync.run, sync.evidence);
  const received: string[] = [];
  const bus = createServer(async (request, response) => {
    received.push(await text(request));
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end('{"FailedEntryCount":0,"Entries":[{"EventId":"e1"}]}');
  }).listen(0, '127.0.0.1');
  await once(bus, 'listening');
  const settings = { frameworks: [], thresholds: { 'risky-users.atRisk': { below: 1 } } };
  const aws = await startAws(
    {},
    { GetParameter: () => ({ Parameter: { Value: JSON.stringify(settings) } }) },
  );
  const env = {
    ...registerEnv,
    AWS_ENDPOINT_URL: aws.env.AWS_ENDPOINT_URL ?? '',
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${(bus.address() as AddressInfo).port}`,
  };
  const event = { connection: 'announced', run: sync.run.id, seal: { checkpoint: null } };
  const { answer, metrics } = await callDeployed('announce-sync', event, env);
  bus.closeAllConnections();
  bus.close();
  await aws.close();
  expect(answer).toEqual({ notSealed: null });
  expect(received.map((body) => JSON.parse(body) as unknown)).toEqual([
    {
      Entries: [
        {
          Source: 'm365-evidence',
          DetailType: 'Sync ended',
          Resources: [sync.run.execution],
          Time: expect.anything(),
          Detail: expect.stringContaining('"codes":["risky-users.atRisk.below-threshold"]'),
        },
      ],
    },
  ]);
  expect(metrics).toContainEqual({
    namespace: 'M365Evidence',
    dimensions: { service: 'the-stack', connection: 'announced', collector: 'risky-users' },
    values: { Collected: 1, RiskyUsers: 0 },
  });
});

describe('the deployed bundle of Seal', () => {
  const sealing = async (name: string, operations: Record<string, AwsApi>) => {
    const sync = syncAt('2026-11-23T06:00:00.000Z', name, { 'risky-users': { atRisk: 0 } });
    await appendSync(register, sync.run, sync.evidence);
    const [aws, s3] = [await startAws({}, operations), await startS3('vault')];
    const env = {
      ...registerEnv,
      AWS_ENDPOINT_URL: aws.env.AWS_ENDPOINT_URL ?? '',
      SIGNING_KEY_ARN: 'arn:signing',
      SCHEDULES_PARAMETER: 'the-pauses',
      VAULT_URL: s3.url,
      LOG_ORIGIN: 'm365-evidence/123456789012/eu-central-1/Test',
      CHECKPOINT_EVERY: 'sync',
      SOFTWARE: 'm365-evidence test',
    };
    const { answer } = await callDeployed('seal-sync', { connection: name, run: sync.run.id }, env);
    await Promise.all([aws.close(), s3.close()]);
    return { answer, objects: s3.objects };
  };
  const operations: Record<string, AwsApi> = {
    GetParameter: () => ({ Parameter: { Value: '{"sealed":86400000}' } }),
    GetPublicKey: async () => ({ PublicKey: (await SAMPLE_SIGNER.publicKey()).toString('base64') }),
    async Sign({ Message, MessageType, SigningAlgorithm }) {
      expect([MessageType, SigningAlgorithm]).toEqual(['RAW', 'ECDSA_SHA_256']);
      const text = Buffer.from(String(Message), 'base64').toString();
      return { Signature: (await SAMPLE_SIGNER.sign(text)).toString('base64') };
    },
  };

  test('appends to the log, signs it with KMS and puts both into the bucket', async () => {
    const { answer, objects } = await sealing('sealed', operations);
    expect(answer).toEqual({ size: 1, root: expect.any(String), keyId: expect.any(String) });
    expect([...objects.keys()].toSorted()).toEqual([
      expect.stringMatching(/^checkpoints\/sealed\/000000000001-/),
      'documents/sealed/000000000000/risky-users.json',
      'documents/sealed/000000000000/run.json',
      'log/sealed/000000000000.json',
    ]);
    expect(JSON.parse(String(objects.get('log/sealed/000000000000.json')))).toMatchObject({
      origin: 'm365-evidence/123456789012/eu-central-1/Test/sealed',
      nextDueBy: '2026-11-24T08:00:00.000Z',
      software: 'm365-evidence test',
    });
  });

  test.each([
    ['throttles', 'ThrottlingException', 'AwsUnavailable'],
    ['has disabled the key', 'DisabledException', 'SyncNotSealed'],
  ])('names the error if KMS %s', async (_, refusal, name) => {
    const refusing = { ...operations, Sign: () => ({ refusal, message: 'KMS' }) };
    expect((await sealing(`refused-${refusal.toLowerCase()}`, refusing)).answer).toEqual({ name });
  });
});

test('the deployed bundle of the freshness probe reads the register and puts metrics into its log', async () => {
  const { run, evidence } = syncAt('2026-11-23T06:00:00.000Z', 'probed', {});
  await appendSync(register, { ...run, clientSecretExpires: '2020-01-01' }, evidence);
  const { metrics } = await callDeployed('measure-freshness', { connections: ['probed'] }, registerEnv);
  expect(metrics).toEqual([
    {
      namespace: 'M365Evidence',
      dimensions: { service: 'the-stack', connection: 'probed' },
      values: { CompleteSyncAgeHours: expect.any(Number), ClientSecretDaysLeft: expect.any(Number) },
    },
  ]);
});
