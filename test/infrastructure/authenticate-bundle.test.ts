import { afterEach, describe, expect, test } from '@jest/globals';
import { NEEDED_PERMISSIONS } from '../../lib/collectors/registry.ts';
import { connectionsParameter } from '../../lib/connections/connections-parameter.ts';
import type { SandboxRequest } from '../../lib/sandbox/answer.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { stsRefusal } from '../../lib/sandbox/sts-request.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import { type AwsStandIn, startAws } from '../support/aws-stand-in.ts';
import { callDeployed } from '../support/deployed-function.ts';
import {
  SANDBOX_CREDENTIALS,
  type SandboxCredentialName,
  sandboxCertificate,
  sandboxCredential,
} from '../support/sandbox-credential.ts';

const open: (Sandbox | AwsStandIn)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface Deployment {
  tenant?: Partial<SandboxTenant>;
  interfere?: Parameters<typeof startSandbox>[0]['interfere'];
}

/** Starts stand-ins for Microsoft and AWS, and calls the bundle of Authenticate for a connection with this credential. */
async function authenticate(name: SandboxCredentialName, { tenant, interfere }: Deployment = {}) {
  const chosen = sandboxTenant('healthy', systemClock.now());
  const credential = sandboxCredential(name, chosen.secret);
  const received: SandboxRequest[] = [];
  const sandbox = await startSandbox({
    tenant: { ...chosen.tenant, ...credential.tenant, ...tenant },
    clock: systemClock,
    interfere(request, nth) {
      received.push(request);
      return interfere?.(request, nth);
    },
  });
  const connection = { name: 'msp-one', cloud: 'global', options: {}, answers: 'hash' } as const;
  const list = connectionsParameter([{ ...connection, secret: 'team/entra', ...credential.settings }]);
  const [key, secretsRead]: [string, unknown[]] = [Buffer.alloc(32, 7).toString('base64'), []];
  const aws = await startAws(
    {},
    {
      GetParameter: () => ({ Parameter: { Value: list } }),
      GetSecretValue({ SecretId }) {
        secretsRead.push(SecretId);
        return credential.text === undefined
          ? { refusal: 'ResourceNotFoundException', message: 'none' }
          : { SecretString: credential.text };
      },
      GenerateDataKey: () => ({ Plaintext: key, CiphertextBlob: key }),
      Decrypt: () => ({ Plaintext: key }),
    },
  );
  open.push(sandbox, aws);
  const env = {
    AWS_ENDPOINT_URL: aws.env.AWS_ENDPOINT_URL ?? '',
    STS_URL: `http://127.0.0.1:${sandbox.port}`,
    NEEDED_PERMISSIONS: NEEDED_PERMISSIONS.join(' '),
  };
  const event = { input: { connection: 'msp-one' }, execution: {} };
  const called = await callDeployed('authenticate', event, env, sandbox.port);
  return { ...called, tenantId: chosen.tenant.tenantId, received, secretsRead, env, sandbox };
}

describe.each(SANDBOX_CREDENTIALS)(
  'the deployed bundle of Authenticate, with the credential "%s",',
  (name) => {
    test('signs in and returns a session, with no credential in it or in the log', async () => {
      const { answer, log, tenantId, received, secretsRead } = await authenticate(name);
      const [kind = ''] = name.split(' ').slice(-1);
      expect(answer).toMatchObject({
        connection: 'msp-one',
        tenantId,
        credential: kind,
        sealedToken: expect.any(String),
        permissions: { granted: [...NEEDED_PERMISSIONS], missing: [], excessive: [] },
      });
      const secret = name.startsWith('shared') ? 'msp-secret' : 'team/entra';
      expect(secretsRead).toEqual(kind === 'federated' ? [] : [secret]);
      expect(received).toHaveLength(kind === 'federated' ? 2 : 1);
      const written = JSON.stringify(answer) + log;
      const keyLines = sandboxCertificate().privateKey.split('\n').slice(1, -2);
      const assertions = received.flatMap(
        ({ body }) => new URLSearchParams(body).get('client_assertion') ?? [],
      );
      const canaries = [...keyLines, ...assertions.flatMap((assertion) => assertion.split('.').slice(1))];
      expect(canaries.filter((canary) => written.includes(canary))).toEqual([]);
    });
  },
);

test('the deployed bundle of a collector reads with the session of a federated sign-in', async () => {
  const { answer: session, env, sandbox } = await authenticate('federated');
  const event = { session, execution: { id: 'arn', name: 'n', startedAt: '2026-11-23T00:00:00Z' } };
  const { answer } = await callDeployed('collect', event, env, sandbox.port);
  expect(answer).toMatchObject({ collector: 'secure-score', outcome: 'collected' });
});

describe('the deployed bundle of Authenticate names the error if', () => {
  test.each<[string, SandboxCredentialName, Deployment, string, number]>([
    [
      'the app has no federated credential',
      'federated',
      { tenant: { federatedCredentials: [] } },
      'SignInRejected',
      2,
    ],
    [
      'Entra does not know the certificate',
      'certificate',
      { tenant: { certificates: [] } },
      'SignInRejected',
      1,
    ],
    [
      'AWS does not vouch for roles of the account',
      'federated',
      {
        interfere: () => stsRefusal(403, 'OutboundWebIdentityFederationDisabledException', 'Disabled.'),
      },
      'WebIdentityRefused',
      1,
    ],
    [
      'STS throttles',
      'federated',
      { interfere: () => stsRefusal(400, 'Throttling', 'Rate exceeded') },
      'AwsUnavailable',
      3,
    ],
  ])('%s', async (_, credential, deployment, name, requests) => {
    const { answer, received } = await authenticate(credential, deployment);
    expect(answer).toEqual({ name });
    expect(received).toHaveLength(requests);
  });
});
