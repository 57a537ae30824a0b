import { expect, test } from '@jest/globals';
import { renewalText, urgentRenewal } from '../../../lib/command/output/renewal.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

test.each([
  ['2027-01-23', /^The client secret expires on 2027-01-23 \(61 days left\)\. Before then, make/],
  ['2027-01-22', /^Urgent: the client secret expires on 2027-01-22 \(60 days left\): make/],
  ['2026-11-23', /^Urgent: the client secret expires today: make/],
  ['2026-11-22', /^The client secret has expired \(2026-11-22\): make/],
  [undefined, /^The expiry date of the client secret is not recorded/],
])('a client secret that expires on %s is urgent from 60 days on', (expires, words) => {
  expect(renewalText({ expires }, NOW)).toMatch(words);
});

test('only an urgent renewal is repeated in the summary of a sync', () => {
  expect(urgentRenewal({ expires: '2027-01-23' }, NOW)).toBeUndefined();
  expect(urgentRenewal({ expires: null }, NOW)).toBeUndefined();
  expect(urgentRenewal({ expires: '2027-01-22' }, NOW)).toContain('60 days left');
});

test('a certificate is named as such, and a federated credential needs no renewal', () => {
  expect(renewalText({ kind: 'certificate', expires: '2026-11-24' }, NOW)).toMatch(
    /^Urgent: the certificate expires on 2026-11-24/,
  );
  expect(renewalText({ kind: 'federated', expires: null }, NOW)).toBe('');
  expect(urgentRenewal({ kind: 'federated', expires: null }, NOW)).toBeUndefined();
});
