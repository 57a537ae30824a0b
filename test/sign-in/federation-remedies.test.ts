import { expect, test } from '@jest/globals';
import { federationRemedy, mayBePropagating } from '../../lib/sign-in/federation-remedies.ts';
import { presentedIn } from '../../lib/sign-in/presented-assertion.ts';

const sent = {
  iss: 'https://issuer.example',
  sub: 'arn:aws:iam::1:role/a',
  aud: 'api://AzureADTokenExchange',
};
const part = (claims: unknown) => Buffer.from(JSON.stringify(claims)).toString('base64url');

test.each([
  ['700211', 'issuer https://issuer.example.'],
  ['700212', 'audience api://AzureADTokenExchange.'],
  ['700213', 'subject arn:aws:iam::1:role/a.'],
  [
    '70021',
    'issuer https://issuer.example, subject arn:aws:iam::1:role/a, audience api://AzureADTokenExchange.',
  ],
  [
    '7002138',
    'issuer https://issuer.example, subject arn:aws:iam::1:role/a, audience api://AzureADTokenExchange.',
  ],
])('the remedy of %s prints the exact values that were sent', (number, values) => {
  const remedy = federationRemedy(number, sent);
  expect(remedy).toContain(values);
  for (const value of Object.values(sent)) expect(remedy).toContain(value);
});

test('another number has no remedy of this kind, and waiting does not help', () => {
  expect(federationRemedy('7000215', sent)).toBeUndefined();
  expect(mayBePropagating('AADSTS7000215')).toBe(false);
  expect(mayBePropagating(undefined)).toBe(false);
  expect(mayBePropagating('AADSTS700213')).toBe(true);
});

test.each([
  undefined,
  '',
  'a.b.c',
  `a.${part([])}.c`,
  `a.${part({ iss: 1 })}.c`,
  `a.${part({ iss: 'i', sub: 's' })}.c`,
])('claims of %p cannot be read', (assertion) => expect(presentedIn(assertion)).toBeUndefined());

test('claims are shown as plain text', () => {
  const claims = presentedIn(`a.${part({ ...sent, sub: 'role\u001b[31m\nnext', extra: 1 })}.c`);
  expect(claims).toEqual({ ...sent, sub: expect.stringMatching(/^role\P{Cc}*next$/u) });
});
