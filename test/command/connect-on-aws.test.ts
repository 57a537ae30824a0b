import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import { runHere } from '../support/command.ts';
import { deployedStandIn } from '../support/deployed-stand-in.ts';
import { leadHttpsToSandbox } from '../support/https-to-sandbox.ts';

const deployed = deployedStandIn();
const { tenant, secret } = sandboxTenant('healthy', systemClock.now());
const expiring = { ...secret, clientSecretExpires: '2099-05-31' };

let sandbox: Sandbox;
let lead: () => void;
beforeAll(async () => {
  sandbox = await startSandbox({ tenant, clock: systemClock });
  lead = leadHttpsToSandbox(sandbox.port);
});
afterAll(() => {
  lead();
  return sandbox.close();
});

async function onAws(args: string[], input = '') {
  const ran = await runHere(args, deployed().env, input);
  expect(`${ran.out}${ran.err}`).not.toContain(secret.clientSecret);
  return ran;
}

test('connect stores the credentials in the secret of the named connection, and check reads them there', async () => {
  const { status, out } = await onAws(
    ['connect', 'default', '--expires', expiring.clientSecretExpires],
    JSON.stringify(secret),
  );
  expect(out).toMatch(/SecurityAlert\.Read\.All[\s\S]*Stored in Secrets Manager: arn:secret:default\./);
  expect(out).toContain('Next: npx m365-evidence sync default\n');
  expect(deployed().secrets).toEqual(new Map([['arn:secret:default', JSON.stringify(expiring)]]));
  expect(status).toBe(0);

  const check = await onAws(['check', 'default', '--json']);
  expect(JSON.parse(check.out)).toMatchObject({
    check: { connection: 'default', clientSecretExpires: expiring.clientSecretExpires },
  });
  expect(check.status).toBe(0);
});

test('connect keeps the stored secret if the new one is rejected', async () => {
  deployed().secrets.set('arn:secret:default', JSON.stringify(expiring));
  const { status, err } = await onAws(
    ['connect', 'default'],
    JSON.stringify({ ...secret, clientSecret: 'old' }),
  );
  expect(err).toContain('AADSTS7000215');
  expect(deployed().secrets.get('arn:secret:default')).toBe(JSON.stringify(expiring));
  expect(status).toBe(1);
});

test('connect without the right to store names the missing permission', async () => {
  const message = 'User: arn:aws:iam::1:user/a is not authorized to perform: secretsmanager:PutSecretValue';
  const { PutSecretValue: answer = () => ({}) } = deployed().operations;
  deployed().operations.PutSecretValue = () => ({ refusal: 'AccessDeniedException', message });
  const { status, err } = await onAws(['connect', 'default'], JSON.stringify(secret));
  deployed().operations.PutSecretValue = answer;
  expect(err).toContain('Your AWS identity lacks a permission');
  expect(err).toContain('secretsmanager:PutSecretValue');
  expect(status).toBe(1);
});

test('check of a connection that is not connected yet says to connect it', async () => {
  const fields = ['tenantId', 'clientId', 'clientSecret'].map((field) => [field, 'replace-me']);
  deployed().secrets.set('arn:secret:plant', JSON.stringify(Object.fromEntries(fields)));
  const { status, err } = await onAws(['check', 'plant']);
  expect(err).toBe(
    'The connection secret arn:secret:plant still holds the placeholder. Connect the tenant: npx m365-evidence connect plant.\n',
  );
  expect(status).toBe(1);
});
