import { expect, test } from '@jest/globals';
import { networkErrorText, networkRemedy } from '../../lib/http/network-fault.ts';

const coded = (code: string, message = 'm') => Object.assign(new Error(message), { code });

test.each([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])('the remedy of TLS inspection (%s) names NODE_EXTRA_CA_CERTS', (code) => {
  expect(networkRemedy(coded(code))).toContain('NODE_EXTRA_CA_CERTS');
  expect(networkRemedy(new Error('inner', { cause: coded(code) }))).toContain('NODE_EXTRA_CA_CERTS');
});

test('the remedy for a certificate that is not valid yet names the clock', () => {
  expect(networkRemedy(coded('CERT_NOT_YET_VALID'))).toMatch(/clock.*NODE_EXTRA_CA_CERTS/);
});

test('an error with an unknown cause has no network remedy', () => {
  expect([coded('ENOTFOUND'), new Error('x'), undefined].map(networkRemedy)).toEqual(
    Array(3).fill(undefined),
  );
});

test('describes an error of several addresses, which has no message, by its code', () => {
  const error = new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')], '');
  expect(networkErrorText(error)).toBe('ECONNREFUSED');
  expect(networkErrorText(coded('ENOTFOUND', 'getaddrinfo ENOTFOUND x'))).toBe('getaddrinfo ENOTFOUND x');
});
