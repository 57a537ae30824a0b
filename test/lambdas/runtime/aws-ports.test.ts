import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { kmsDataKeys } from '../../../lambdas/runtime/kms-data-keys.ts';
import { secretsManagerSource } from '../../../lambdas/runtime/secrets-manager-source.ts';
import { ssmConnectionSource } from '../../../lambdas/runtime/ssm-connection-source.ts';
import { sealToken, unsealToken } from '../../../lib/sign-in/token-seal.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

const kms = mockClient(KMSClient);
const secrets = mockClient(SecretsManagerClient);
const holding = (Value: string) => async () => Value;
beforeEach(() => {
  kms.reset();
  secrets.reset();
});
afterAll(() => {
  kms.restore();
  secrets.restore();
});

const context = { connection: 'default', tenant: 't1' };

test('seals and unseals a token under the key and the encryption context', async () => {
  const key = new Uint8Array(32).fill(7);
  kms
    .on(GenerateDataKeyCommand)
    .callsFake(() => ({ Plaintext: key.slice(), CiphertextBlob: Buffer.from('wrapped') }));
  kms.on(DecryptCommand).callsFake(() => ({ Plaintext: key.slice() }));
  const keys = kmsDataKeys(new KMSClient(), 'arn:key');
  const token = 'x'.repeat(5_000);
  expect(await unsealToken(await sealToken(token, context, keys), context, keys)).toBe(token);
  expect(kms.commandCalls(GenerateDataKeyCommand)[0]?.args[0].input).toEqual({
    KeyId: 'arn:key',
    KeySpec: 'AES_256',
    EncryptionContext: context,
  });
  expect(kms.commandCalls(DecryptCommand)[0]?.args[0].input).toMatchObject({
    KeyId: 'arn:key',
    CiphertextBlob: Buffer.from('wrapped'),
    EncryptionContext: context,
  });
});

test('throws TokenSealBroken if KMS refuses to unwrap the key', async () => {
  kms
    .on(GenerateDataKeyCommand)
    .resolves({ Plaintext: new Uint8Array(32), CiphertextBlob: new Uint8Array(4) });
  kms.on(DecryptCommand).rejects(new Error('InvalidCiphertextException'));
  const keys = kmsDataKeys(new KMSClient(), 'arn:key');
  const seal = await sealToken('token', context, keys);
  expect((await rejection(unsealToken(seal, context, keys))).name).toBe('TokenSealBroken');
});

test('reads a secret by its id', async () => {
  secrets.on(GetSecretValueCommand, { SecretId: 'arn:secret' }).resolves({ SecretString: '{"a":1}' });
  expect(await secretsManagerSource(new SecretsManagerClient())('arn:secret')).toBe('{"a":1}');
});

test('names a missing secret, with a remedy', async () => {
  secrets.on(GetSecretValueCommand).rejects(new ResourceNotFoundException({ message: 'no', $metadata: {} }));
  const error = await rejection(secretsManagerSource(new SecretsManagerClient())('arn:secret'));
  expect(error).toMatchObject({
    name: 'ConnectionSecretUnreadable',
    message: expect.stringContaining('arn:secret: ResourceNotFoundException'),
    details: { code: 'ResourceNotFoundException', remedy: expect.stringContaining('exists in this account') },
  });
});

test('reads the connections from their parameter', async () => {
  const Value = '{"default":"team/entra","plant":{"secret":"arn:plant","cloud":"gcc-high"}}';
  expect(await ssmConnectionSource(holding(Value), 'the-list')()).toEqual([
    { name: 'default', secret: 'team/entra', cloud: 'global', options: {} },
    { name: 'plant', secret: 'arn:plant', cloud: 'gcc-high', options: {} },
  ]);
});

test.each(['', 'null', '[]', '{"Default":"team/entra"}', '{"default":{"cloud":"global"}}'])(
  'throws ConnectionsUnreadable, without the text, for a parameter with %j',
  async (Value) => {
    expect(await rejection(ssmConnectionSource(holding(Value), 'the-list')())).toMatchObject({
      name: 'ConnectionsUnreadable',
      message: expect.stringMatching(/^The list .* the parameter the-list: \S+$/),
      details: { remedy: expect.stringContaining('Deploy the stack again') },
    });
  },
);

test('throws ConnectionsUnreadable if the parameter is missing', async () => {
  const missing = Object.assign(new Error('no'), { name: 'ParameterNotFound' });
  const error = await rejection(ssmConnectionSource(() => Promise.reject(missing), 'the-list')());
  expect(error).toMatchObject({
    name: 'ConnectionsUnreadable',
    message: expect.stringContaining('the-list: ParameterNotFound'),
  });
});

const inKms = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });

test.each([
  ['a fault of KMS', inKms('KMSInternalException', { $fault: 'server', $metadata: { httpStatusCode: 500 } })],
  ['KMS that times out', inKms('DependencyTimeoutException', { $metadata: { httpStatusCode: 503 } })],
  ['throttling', inKms('ThrottlingException', { $fault: 'client', $metadata: { httpStatusCode: 400 } })],
  ['too many requests', inKms('Unknown', { $metadata: { httpStatusCode: 429 } })],
  ['no answer', inKms('TimeoutError')],
  ['a connection that breaks', inKms('Error', { code: 'ECONNRESET' })],
  ['a name that is not found', inKms('Error', { code: 'EAI_AGAIN' })],
])('throws AwsUnavailable, after which the function is tried again, for %s', async (_, thrown) => {
  kms.on(GenerateDataKeyCommand).rejects(thrown);
  kms.on(DecryptCommand).rejects(thrown);
  secrets.on(GetSecretValueCommand).rejects(thrown);
  const keys = kmsDataKeys(new KMSClient(), 'arn:key');
  for (const [service, asked] of [
    ['KMS', sealToken('token', context, keys)],
    ['KMS', unsealToken('a.b.c', context, keys)],
    ['Secrets Manager', secretsManagerSource(new SecretsManagerClient())('arn:secret')],
  ] as const) {
    expect(await rejection(asked)).toMatchObject({
      name: 'AwsUnavailable',
      message: expect.stringContaining(`AWS ${service} failed or could not be reached`),
      details: { remedy: expect.stringContaining('Nothing is wrong with the tenant') },
    });
  }
});

test.each(['AccessDeniedException', 'DecryptionFailure', 'InvalidRequestException'])(
  'throws ConnectionSecretUnreadable if a secret is refused with %s',
  async (name) => {
    secrets
      .on(GetSecretValueCommand)
      .rejects(inKms(name, { $fault: 'client', $metadata: { httpStatusCode: 400 } }));
    const error = await rejection(secretsManagerSource(new SecretsManagerClient())('arn:secret'));
    expect(error).toMatchObject({ name: 'ConnectionSecretUnreadable', details: { code: name } });
  },
);
