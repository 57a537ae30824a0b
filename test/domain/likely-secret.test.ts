import { expect, test } from '@jest/globals';
import { holdsLikelySecret } from '../../lib/domain/likely-secret.ts';

test.each([
  'Abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789ab',
  'The secret is Abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789ab.',
  'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc',
  'AKIAIOSFODNN7EXAMPLE',
  'Authorization: Bearer abcdefghijklmnopqrstuvwxyz',
  'password=Sommer2026',
  'client_secret: hunter2hunter2',
  '-----BEGIN PRIVATE KEY-----',
  'https://files.example.com/a?sv=2022&sig=abc%2Bdef',
])('a text with a secret: %s', (text) => {
  expect(holdsLikelySecret(text)).toBe(true);
});

test.each([
  'Accepted until the licences are renewed in January.',
  'The client secret expired, and nobody was on call.',
  'See 2026-11-23T06:00:04.000Z_b1e0c3d4-aaaa-4bbb-8ccc-0123456789ab',
  'Policy 0F8FAD5B-D9CB-469F-A165-70867728950E is excluded for break-glass accounts',
  'https://example.atlassian.net/browse/RISK-1234',
  'https://example.service-now.com/Sp/Change_Request/Abcdefghijklmnopqrstuvwxyz0123456789',
  'Donaudampfschifffahrtsgesellschaftskapitaen',
  `Root ${'ab12'.repeat(16)}`,
  '',
])('a text without a secret: %s', (text) => {
  expect(holdsLikelySecret(text)).toBe(false);
});
