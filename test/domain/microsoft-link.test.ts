import { expect, test } from '@jest/globals';
import { microsoftLink } from '../../lib/domain/microsoft-link.ts';

test.each([
  'https://security.microsoft.com/safelinksv2',
  'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SecurityMenuBlade/~/GettingStarted',
  'https://portal.azure.us/?a=1&b=2',
  'https://admin.cloud.microsoft/',
  'https://aka.ms/mfa',
  'https://microsoft.com/',
])('accepts %s', (link) => {
  expect(microsoftLink(link)).toBe(link);
});

test('writes hostile characters of a link as escapes', () => {
  expect(microsoftLink(' https://SECURITY.microsoft.com/"><script>\n')).toBe(
    'https://security.microsoft.com/%22%3E%3Cscript%3E',
  );
});

test.each([
  'http://security.microsoft.com/',
  'javascript:alert(1)//microsoft.com',
  'https://microsoft.com.example.com/',
  'https://evilmicrosoft.com/',
  'https://security.microsoft.com@example.com/',
  'https://user:password@security.microsoft.com/',
  'https://security.microsoft.com:8443/',
  'https://security.microsoft.com./',
  'https://evil.westeurope.cloudapp.azure.com/',
  'https://security.microsoft.com。evil.example/',
  'https://example.com/#https://security.microsoft.com/',
  'https://example.com\\.microsoft.com/',
  '//security.microsoft.com/',
  'security.microsoft.com',
  `https://security.microsoft.com/${'a'.repeat(600)}`,
  `https://security.microsoft.com/${'ü'.repeat(200)}`,
  '',
  null,
  undefined,
])('refuses %j', (link) => {
  expect(microsoftLink(link)).toBeNull();
});
