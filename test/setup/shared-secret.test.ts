import { expect, test } from '@jest/globals';
import { setupCommands } from '../../lib/command/setup-commands.ts';
import type { ShellName } from '../../lib/setup/script.ts';
import { SCRIPTS } from '../../lib/setup/script.ts';
import { SetupPlace, sampleSetup } from '../support/setup-script.ts';

const PLACE = { region: 'eu-west-1', profile: "a b'c" };
const script = (shell: ShellName, options: object = PLACE) =>
  SCRIPTS[shell](
    sampleSetup({
      credential: { kind: 'secret', expires: '2027-11-26' },
      sharedSecret: 'team/entra',
      commands: setupCommands('plant', options, shell),
    }),
  );

test('the secret of a shared app is stored in the region and with the profile of the deployment', () => {
  const options = String.raw`--region eu-west-1 --profile 'a b'\''c'`;
  const heading = script('bash').split('set -euo')[0];
  expect(heading).toContain(
    `| aws secretsmanager put-secret-value --secret-id 'team/entra' ${options} --secret-string file:///dev/stdin`,
  );
  expect(heading).toContain(`make it first: aws secretsmanager create-secret --name 'team/entra' ${options}`);
});

test.each(['bash', 'powershell'] as const)('the last lines of %s say how to make the secret', (shell) => {
  expect(script(shell, {})).toContain(
    'If the secret does not exist yet, make it first: aws secretsmanager create-',
  );
});

test('a pipe that stores the secret of a shared app does not hide the links and the lines of cdk.json', async () => {
  const setup = sampleSetup({
    credential: { kind: 'secret', expires: '2027-11-26' },
    sharedSecret: 'team/entra',
    customers: [{ connection: 'plant', tenantId: 'contoso.com' }],
  });
  const { out, err, status } = await new SetupPlace(setup).run(setup, 'pipe');
  expect(JSON.parse(out)).toHaveProperty('clientSecret');
  expect(err).toMatch(/contoso\.com\/adminconsent[\s\S]*"credential": \{ "secret": "team\/entra" \}/);
  expect(status).toBe(0);
});
