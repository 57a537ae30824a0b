import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { stsWebIdentity } from '../../lambdas/runtime/sts-web-identity.ts';
import { NEEDED_PERMISSIONS } from '../../lib/collectors/registry.ts';
import { localDataKeys } from '../../lib/deployment/on-laptop/local-data-keys.ts';
import type { Connection } from '../../lib/domain/connection.ts';
import { encodeFailure } from '../../lib/domain/failure.ts';
import type { WebIdentity } from '../../lib/domain/web-identity.ts';
import { openHttpTransport } from '../../lib/http/http-transport.ts';
import { OUTPUT } from '../../lib/infrastructure/stack-terms.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { SANDBOX_ISSUER, SANDBOX_ROLE } from '../../lib/sandbox/sts-identity.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { authenticate } from '../../lib/sync/authenticate.ts';
import { systemClock as clock } from '../../lib/sync/system-clock.ts';
import { type AwsApi, startAws } from '../support/aws-stand-in.ts';
import { selfSigned } from '../support/certificate.ts';
import { runHere } from '../support/command.ts';
import { leadHttpsToSandbox } from '../support/https-to-sandbox.ts';

const { random } = Math;
const { tenant, secret } = sandboxTenant('too-much-consent', clock.now());
const { tenantId, clientId, clientSecret } = secret;
const pair = selfSigned();
const federated = { name: 'msp', clientId, credential: 'federated' } as const;
const withSecret = { name: 'team', clientId, credential: { secret: 'team/entra' } };
const plant: Connection = {
  ...{ name: 'plant', frequency: 'daily', cloud: 'global', options: {}, tenantId, app: federated },
};
const connections: Connection[] = [plant, { ...plant, name: 'office', app: withSecret }];

const outputs = {
  [OUTPUT.stateMachine]: 'arn:aws:states:eu-central-1:123456789012:stateMachine:Sync',
  [OUTPUT.registerTable]: 'evidence-register',
  [OUTPUT.signInFunction]: 'M365Evidence-Authenticate-1',
  ...Object.fromEntries(connections.map((one) => [`${OUTPUT.connection}${one.name}`, JSON.stringify(one)])),
};
const { [OUTPUT.signInFunction]: _, ...earlier } = outputs;

const operations: Record<string, AwsApi> = {};
const invoked: unknown[] = [];
const closing: (() => unknown)[] = [];
let sandbox: Sandbox;
let env: Record<string, string>;
/** The tenant may differ in each test. */
const entra: SandboxTenant = { ...tenant, certificates: [pair.certificate] };
let webIdentity: WebIdentity;
let stored: unknown;

beforeAll(async () => {
  sandbox = await startSandbox({ tenant: entra, clock });
  const aws = await startAws({ M365Evidence: outputs, Earlier: earlier }, operations);
  env = aws.env;
  closing.push(leadHttpsToSandbox(sandbox.port), aws.close, sandbox.close);
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const sts = { region: 'eu-central-1', credentials, openTransport: openHttpTransport, clock, random };
  const vouching = stsWebIdentity(`http://127.0.0.1:${sandbox.port}`, sts);
  const step = authenticate({
    connections: async () => connections,
    secrets: async () => '{}',
    webIdentity: (audience) => (webIdentity ?? vouching)(audience),
    dataKeys: localDataKeys(),
    openTransport: () => openSandboxTransport(sandbox.port),
    neededPermissions: NEEDED_PERMISSIONS,
    clock,
    random,
  });
  operations.Invoke = async (input) => {
    invoked.push(input);
    try {
      return { Payload: await step(input.Payload, clock.now() + 55_000) };
    } catch (error) {
      const { name: errorType, message: errorMessage } = encodeFailure(error);
      return { FunctionError: 'Unhandled', Payload: { errorType, errorMessage } };
    }
  };
  operations.GetSecretValue = ({ SecretId }) =>
    SecretId === 'team/entra'
      ? { SecretString: JSON.stringify(stored) }
      : { refusal: 'ResourceNotFoundException', message: String(SecretId) };
});
afterAll(async () => {
  for (const close of closing) await close();
});
beforeEach(() => {
  invoked.splice(0);
  stored = { clientSecret, clientSecretExpires: '2099-05-31' };
});

async function onAws(...args: string[]) {
  const ran = await runHere(args, env, '', { terminal: false });
  expect(`${ran.out}${ran.err}`).not.toMatch(/sealedToken|eyJ|MII/);
  expect(`${ran.out}${ran.err}`).not.toContain(clientSecret);
  // Long lines are wrapped.
  return { ...ran, said: ran.out.replaceAll('\n', ' ') };
}

describe('a connection whose app is federated', () => {
  test('is signed in by its function, shows what is granted, missing and in excess, and tries no source', async () => {
    const { status, out, err, said } = await onAws('connect', 'plant');
    expect(invoked).toEqual([
      { FunctionName: 'M365Evidence-Authenticate-1', Payload: { input: { connection: 'plant' } } },
    ]);
    expect(err).toContain(`Signing in to tenant ${tenantId} with the app msp of cdk.json`);
    expect(out).toMatch(/SecurityEvents\.Read\.All\tgranted\t.*\tnot tried\tnot tried: a sync tries it/);
    expect(said).toMatch(/no evidence needs: Policy\.ReadWrite\.ConditionalAccess, User\.Read\.All/);
    expect(said).toContain(
      'Anyone who can change the function that signs in, or assume its role, can use them',
    );
    expect(said).toContain(
      'Nothing to store: the connection signs in with the app msp, and AWS vouches for the function that signs in: no secret, and no expiry date.',
    );
    expect(out).toContain('Next: npx m365-evidence sync plant\n');
    expect(status).toBe(0);
  });

  test('is described by check as JSON, without an expiry date', async () => {
    const { status, out } = await onAws('check', 'plant', '--json');
    expect(JSON.parse(out)).toEqual({
      check: {
        connection: 'plant',
        tenantId,
        credential: 'federated',
        clientSecretExpires: null,
        permissions: { granted: NEEDED_PERMISSIONS, missing: [], excessive: expect.any(Array) },
        sources: expect.arrayContaining([
          expect.objectContaining({
            ...{
              collector: 'risky-users',
              granted: true,
              licensed: null,
              outcome: 'not-tried',
              status: null,
            },
          }),
        ]),
      },
    });
    expect(status).toBe(0);
  });

  test('shows a permission that the token lacks, and what to grant', async () => {
    const { roles } = entra;
    Object.assign(entra, { roles: roles.filter((role) => role !== 'SecurityEvents.Read.All') });
    const { status, out } = await onAws('check', 'plant');
    Object.assign(entra, { roles });
    expect(out).toMatch(/SecurityEvents\.Read\.All\tMISSING\t.*\tnot tried\tGrant the app registration/);
    expect(out).toMatch(/Policy\.Read\.All\tgranted/);
    expect(status).toBe(1);
  });

  test('prints the remedy of the function if AWS gives no token', async () => {
    webIdentity = stsWebIdentity(`http://127.0.0.1:${sandbox.port}`, {
      region: 'eu-central-1',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      openTransport: () => ({
        send: async () => ({
          status: 400,
          headers: {},
          body: Buffer.from(
            '<ErrorResponse><Error><Code>OutboundWebIdentityFederationDisabledException</Code><Message>off</Message></Error></ErrorResponse>',
          ),
        }),
        close() {},
      }),
      clock,
      random,
    });
    const { status, err } = await onAws('check', 'plant');
    webIdentity = undefined as never;
    expect(err).toMatch(/AWS gave no token.*Enable outbound web identity federation/s);
    expect(status).toBe(1);
  });

  test('of a stack of an earlier version says that it has to be deployed again', async () => {
    const { status, err } = await onAws('check', 'plant', '--stack', 'Earlier');
    expect([status, err]).toEqual([1, expect.stringContaining('npx cdk deploy')]);
  });

  test('names the right that a person lacks', async () => {
    const { Invoke: answer } = operations;
    operations.Invoke = () => ({ refusal: 'AccessDeniedException', message: 'no lambda:InvokeFunction' });
    const { status, err } = await onAws('check', 'plant');
    operations.Invoke = answer as AwsApi;
    expect([status, err]).toEqual([1, expect.stringContaining('lambda:InvokeFunction')]);
  });

  test.each(['--certificate', '--expires'])('takes no %s', async (option) => {
    const { status, err } = await onAws('connect', 'plant', option, '2099-05-31');
    expect([status, err]).toEqual([
      2,
      expect.stringMatching(new RegExp(`${option} is for a connection with`)),
    ]);
    expect(invoked).toEqual([]);
  });
});

describe('a connection whose app has a secret', () => {
  test('tries each source with the secret of the app, asks for nothing, and stores nothing', async () => {
    const { status, out, said } = await onAws('connect', 'office');
    expect(out).toMatch(/SecurityEvents\.Read\.All\tgranted\t.*\t200\tnothing: a sync collects it/);
    expect(said).toContain('its credential is in the secret team/entra.');
    expect(said).toContain('Before then, make a new one and store it in the secret team/entra.');
    expect(status).toBe(0);
    expect(invoked).toEqual([]);
  });

  test('signs in with a certificate, whose date check prints', async () => {
    stored = pair;
    const { status, out } = await onAws('check', 'office', '--json');
    expect(JSON.parse(out)).toMatchObject({
      check: { credential: 'certificate', clientSecretExpires: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    expect(status).toBe(0);
  });

  test('says how to store the secret if it cannot be used', async () => {
    stored = { clientSecret: 'replace-me' };
    const { status, err } = await onAws('check', 'office');
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(/team\/entra of the app still holds.*Secrets Manager/s),
    ]);
  });

  test('says which secret to replace if Entra refuses the credential in it', async () => {
    stored = { clientSecret: 'canary-of-another-app' };
    const { status, err } = await onAws('check', 'office');
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(/AADSTS7000215.*in the secret team\/entra of Secrets Manager/s),
    ]);
    expect(err).not.toContain('canary');
  });

  test('refuses a credential on the command line, and names the secret of its app', async () => {
    const { status, err } = await onAws('connect', 'office', '--certificate', 'both.pem');
    expect([status, err]).toEqual([2, expect.stringContaining('put-secret-value --secret-id team/entra')]);
  });
});

test('the refusal of the function names the exact issuer, subject and audience that were sent', async () => {
  const { lambdaSignIn } = await import('../../lib/deployment/on-aws/lambda-sign-in.ts');
  const { federatedCredentials } = entra;
  Object.assign(entra, { federatedCredentials: [] });
  const before = process.env;
  process.env = { ...before, ...env };
  const stack = { name: 'M365Evidence', region: 'eu-central-1', signInFunction: 'f' };
  const error = await lambdaSignIn(stack, {})('plant', new AbortController().signal).catch(
    (thrown: unknown) => thrown,
  );
  process.env = before;
  Object.assign(entra, { federatedCredentials });
  expect(error).toMatchObject({
    name: 'SignInRejected',
    details: { code: expect.stringMatching(/^AADSTS7002/) },
  });
  for (const sent of [SANDBOX_ISSUER, SANDBOX_ROLE, 'api://AzureADTokenExchange'])
    expect((error as { remedy: string }).remedy).toContain(sent);
});

test('Ctrl-C ends the wait for the function at once', async () => {
  const { lambdaSignIn } = await import('../../lib/deployment/on-aws/lambda-sign-in.ts');
  const before = process.env;
  process.env = { ...before, ...env };
  const stack = { name: 'M365Evidence', region: 'eu-central-1', signInFunction: 'f' };
  const error = await lambdaSignIn(stack, {})('plant', AbortSignal.abort()).catch(
    (thrown: unknown) => thrown,
  );
  process.env = before;
  expect(error).toMatchObject({ name: 'AbortError' });
});
