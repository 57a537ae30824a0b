import { expect, test } from '@jest/globals';
import { failureOf } from '../../lib/domain/failure.ts';
import { LOCAL_SYNC, type Place, remedyAt } from '../../lib/domain/remedy.ts';
import { signInRejected } from '../../lib/sign-in/sign-in-error.ts';
import { SIGN_IN_REMEDIES } from '../../lib/sign-in/sign-in-remedies.ts';

const SHARED: Place = {
  ...LOCAL_SYNC,
  local: false,
  connection: 'plant',
  app: { name: 'msp', secret: 'team/entra' },
};

test('no remedy sends a person to "connect" if connections share the app, because it stores nothing', () => {
  for (const app of [SHARED.app, { name: 'msp' }])
    for (const remedy of Object.values(SIGN_IN_REMEDIES))
      expect(remedyAt(remedy, { ...SHARED, app })).not.toContain('m365-evidence connect');
});

test.each([
  ['7000215', 'in the secret team/entra of Secrets Manager'],
  ['7000222', 'in the secret team/entra of Secrets Manager'],
  ['700027', 'in the secret team/entra of Secrets Manager'],
  ['900023', '"tenantId" of the connection plant into cdk.json'],
])('%s of a shared app says where its credential or tenant is', (number, words) => {
  const refusal = { text: `AADSTS${number}: Text.`, error: 'invalid_client', correlationId: 'c-1' };
  const failure = failureOf(signInRejected(refusal, 'contoso.com', SHARED.app), {
    ...SHARED,
    app: undefined,
  });
  expect(failure.remedy).toContain(words);
  expect(failure).not.toHaveProperty('app');
});
