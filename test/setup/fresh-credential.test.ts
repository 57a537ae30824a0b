import { expect, test } from '@jest/globals';
import type { CredentialSetup } from '../../lib/setup/setup.ts';
import { SetupPlace, sampleSetup } from '../support/setup-script.ts';

const KINDS: CredentialSetup[] = [{ kind: 'secret', expires: '2027-11-26' }, { kind: 'certificate' }];

test.each(KINDS)(
  'a pipe gets a new $kind after half a minute, because connect uses it at once',
  async (credential) => {
    const setup = sampleSetup({ credential });
    const { err, out } = await new SetupPlace(setup).run(setup, 'pipe');
    expect(err).toContain('Waiting for half a minute');
    expect(JSON.parse(out)).toHaveProperty('clientId');
  },
);

test('a terminal gets it at once, and says what to do if Entra does not know it yet', async () => {
  const setup = sampleSetup({ credential: { kind: 'secret', expires: '2027-11-26' } });
  const { err } = await new SetupPlace(setup).run(setup);
  expect(err).not.toContain('Waiting');
  expect(err).toContain('try again in a minute');
});
