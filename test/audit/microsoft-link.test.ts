import { expect, test } from '@jest/globals';
import { improvementActionsIn } from '../../lib/audit/improvement-actions.ts';
import { microsoftLink } from '../../lib/domain/microsoft-link.ts';

test.each([
  'https://security.microsoft.com/securescore?viewid=actions',
  'https://entra.microsoft.us/#view/x',
  'https://aka.ms/mfa',
])('keeps %s', (link) => expect(microsoftLink(link)).toBe(link));

test.each([
  'http://security.microsoft.com/',
  'https://security.microsoft.com.example/',
  'https://notmicrosoft.com/',
  'https://user@security.microsoft.com/',
  'https://security.microsoft.com:8443/',
  'javascript:alert(1)//microsoft.com',
  'data:text/html,https://microsoft.com',
  '//security.microsoft.com/',
  `https://security.microsoft.com/${'x'.repeat(2_048)}`,
  '',
  null,
  7,
])('drops %s', (link) => expect(microsoftLink(link)).toBeNull());

test('reads actions of every version, the most points first, and leaves odd ones out', () => {
  const improvementActions = [
    { name: 'mfa_v1', category: 'Identity', score: 1, pointsToGain: null },
    {
      id: 'x',
      name: 'Titled',
      category: null,
      score: 2,
      maxScore: 8,
      pointsToGain: 6,
      url: 'https://evil.example/',
    },
    null,
    { title: 'no name' },
  ];
  expect(improvementActionsIn({ improvementActions })).toEqual([
    { name: 'Titled', category: null, score: 2, maxScore: 8, pointsToGain: 6, url: null },
    { name: 'mfa_v1', category: 'Identity', score: 1, maxScore: null, pointsToGain: null, url: null },
  ]);
  expect(improvementActionsIn({})).toBeUndefined();
});
