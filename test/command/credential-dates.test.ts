import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { checkDates } from '../../lib/command/credential-dates.ts';
import { selfSigned } from '../support/certificate.ts';

const ids = {
  tenantId: '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15',
  clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
};
const pair = selfSigned({ days: 30 });
const begins = Date.parse(new X509Certificate(pair.certificate).validFrom);
const checkedAt = (now: number) => () => checkDates({ ...ids, ...pair }, {}, now);

test('refuses a certificate that is not valid yet, apart from five minutes of a wrong clock', () => {
  expect(checkedAt(begins - 4 * 60_000)).not.toThrow();
  expect(checkedAt(begins - 6 * 60_000)).toThrow(
    `The certificate is not valid before ${new Date(begins).toISOString()}`,
  );
});

test('refuses a certificate after its last day', () => {
  expect(checkedAt(begins + 32 * 86_400_000)).toThrow(/^The certificate has expired \(\d{4}-\d\d-\d\d\)$/);
});
