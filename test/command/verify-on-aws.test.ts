import { createPublicKey } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { OUTPUT } from '../../lib/infrastructure/stack-terms.ts';
import { startAws } from '../support/aws-stand-in.ts';
import { folder, runHere } from '../support/command.ts';
import { serveRegister } from '../support/register-server.ts';
import { startS3 } from '../support/s3-stand-in.ts';
import { recordSealedHistory } from '../support/sealed-history.ts';

const BUCKET = 'vault-bucket';
const HERE = join(folder, 'deployed');
let env: Record<string, string>;
let s3: Awaited<ReturnType<typeof startS3>>;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await recordSealedHistory(HERE, { syncs: 3, last: '2026-11-23T06:00:00.000Z' });
  const register = await openLocalRegister(HERE);
  const server = await serveRegister(register);
  s3 = await startS3(BUCKET);
  const vault = join(HERE, 'vault');
  for (const name of globSync('**/*.gz', { cwd: vault }))
    s3.objects.set(name.replace(/\.gz$/, ''), gunzipSync(readFileSync(join(vault, name))));
  const key = createPublicKey(readFileSync(join(HERE, 'signing-key.pem')));
  const spki = key.export({ format: 'der', type: 'spki' }).toString('base64');
  const aws = await startAws(
    {
      M365Evidence: {
        [OUTPUT.stateMachine]: 'arn:aws:states:eu-central-1:123456789012:stateMachine:Sync',
        [OUTPUT.registerTable]: register.tableName,
        [OUTPUT.vaultBucket]: BUCKET,
        [OUTPUT.signingKey]: 'arn:aws:kms:eu-central-1:123456789012:key/signing',
        [`${OUTPUT.connection}default`]: JSON.stringify({
          name: 'default',
          secret: 'arn:secret:default',
          cloud: 'global',
          frequency: 'daily',
        }),
      },
    },
    { GetPublicKey: () => ({ PublicKey: spki, KeySpec: 'ECC_NIST_P256' }) },
  );
  env = { ...aws.env, AWS_ENDPOINT_URL_DYNAMODB: server.url, AWS_ENDPOINT_URL_S3: new URL(s3.url).origin };
  closing.push(aws.close, server.close, s3.close, register.close);
});
afterAll(async () => {
  for (const close of closing) await close();
});

const run = (...args: string[]) => runHere(args, env, '', { terminal: false });

describe('a deployed stack', () => {
  test('is verified with the rights of a reader, and its pack too', async () => {
    const { status, out, err } = await run('verify', '--to', '2026-11-23', '--quiet');
    expect({ status, out, err }).toEqual({
      status: 0,
      out: expect.stringMatching(/^Intact: 3 syncs, 12 items, 24 answers, root /),
      err: '',
    });
    const file = join(folder, 'deployed.zip');
    expect((await run('pack', '--output', file, '--quiet')).out).toBe(`${file}\n`);
    expect((await run('verify', file, '--to', '2026-11-23', '--quiet')).out).toBe(out);
  });

  test('with a missing and an altered answer in its vault is not intact', async () => {
    const [one = '', two = ''] = [...s3.objects.keys()].filter((name) => name.startsWith('answers/'));
    s3.objects.delete(one);
    s3.objects.set(two, Buffer.from('{"value":["altered"]}'));
    const { status, out } = await run('verify', '--to', '2026-11-23', '--quiet');
    expect([status, out.match(/^[a-z-]+(?=: )/gm)?.includes('missing')]).toEqual([1, true]);
    expect(out).toMatch(/Not intact: \d findings?\n$/);
  });
});
