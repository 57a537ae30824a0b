import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { s3Put } from '../../../lambdas/runtime/s3-put.ts';
import { openHttpTransport } from '../../../lib/http/http-transport.ts';
import { startS3 } from '../../support/s3-stand-in.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

let s3: Awaited<ReturnType<typeof startS3>>;
let clock: VirtualClock;
beforeAll(async () => {
  s3 = await startS3('vault');
});
beforeEach(() => {
  clock = new VirtualClock();
  s3.requests.length = 0;
});
afterAll(() => s3.close());

function put(name: string, content: string, url = s3.url): Promise<void> {
  const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'session' };
  const ports = {
    region: 'eu-central-1',
    credentials,
    openTransport: openHttpTransport,
    clock,
    random: () => 0.5,
  };
  return s3Put(url, ports)(name, Buffer.from(content));
}

test('stores an object with its checksum, and signs every header that S3 decides by', async () => {
  await put('answers/one/0001.json', '{}');
  expect(String(s3.objects.get('answers/one/0001.json'))).toBe('{}');
  const [{ authorization, ...headers } = {}] = s3.requests;
  expect(authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKID\/20261123\/eu-central-1\/s3\/aws4_request, SignedHeaders=host;if-none-match;x-amz-checksum-sha256;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
  );
  expect(headers).toMatchObject({
    'if-none-match': '*',
    'x-amz-checksum-sha256': 'RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=',
    'x-amz-content-sha256': '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    'x-amz-security-token': 'session',
  });
});

test('keeps the first content of a name', async () => {
  await put('answers/twice/0001.json', 'first');
  await put('answers/twice/0001.json', 'second');
  expect(String(s3.objects.get('answers/twice/0001.json'))).toBe('first');
});

test('tries three times if S3 is busy, with waits', async () => {
  s3.refusals.push(503, 500);
  await put('answers/busy/0001.json', '{}');
  expect(s3.objects.has('answers/busy/0001.json')).toBe(true);
  expect(clock.slept).toEqual([400, 1_600]);
});

test.each([[503], [409]])('throws AwsUnavailable if S3 answers %i each time', async (status) => {
  s3.refusals.push(status, status, status);
  expect((await rejection(put('answers/unavailable/0001.json', '{}'))).name).toBe('AwsUnavailable');
  s3.refusals.length = 0;
});

test('throws AwsUnavailable if nothing answers', async () => {
  const error = await rejection(put('answers/nowhere/0001.json', '{}', 'http://127.0.0.1:9/vault'));
  expect(error).toMatchObject({ name: 'AwsUnavailable', message: expect.stringContaining('ECONNREFUSED') });
});

test("asks once, and throws S3's own error, if S3 refuses", async () => {
  s3.refusals.push(403);
  const error = await rejection(put('answers/refused/0001.json', '{}'));
  expect(error).toMatchObject({ name: 'AccessDenied', message: 'AccessDenied' });
  expect(s3.requests).toHaveLength(1);
});
