import { describe, expect, test } from '@jest/globals';
import { changing, SetupPlace, sampleSetup } from '../support/setup-script.ts';

describe('the script stops before it changes anything', () => {
  test.each<[string, ConstructorParameters<typeof SetupPlace>[1], Parameters<typeof sampleSetup>[0], RegExp]>(
    [
      ['in another national cloud', { cloud: 'AzureUSGovernment' }, {}, /az cloud set --name AzureCloud/],
      ['without a sign-in', { id: '' }, {}, /Sign in first/],
      ['in another tenant', {}, { tenantId: '44444444-4444-4444-8444-444444444444' }, /--tenant 44444444-/],
      [
        'if a gap is not filled',
        {},
        { credential: { kind: 'federated', issuer: '<issuer>', subject: 'arn:aws:iam::<account>:role/x' } },
        /aws iam get-outbound-web-identity-federation-info/,
      ],
    ],
  )('%s', async (_, tenant, changes, words) => {
    const setup = sampleSetup(changes);
    const ran = await new SetupPlace(setup, tenant).run(setup);
    expect(ran).toMatchObject({ status: 1, out: '', err: expect.stringMatching(words) });
    expect(changing(ran)).toEqual([]);
  });

  test('with an unknown option', async () => {
    const setup = sampleSetup();
    expect(await new SetupPlace(setup).run(setup, 'terminal', '--renew')).toMatchObject({
      status: 2,
      calls: [],
    });
  });
});
