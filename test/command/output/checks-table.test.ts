import { expect, test } from '@jest/globals';
import type { CheckedConnection } from '../../../lib/command/check-document.ts';
import { checksTable } from '../../../lib/command/output/checks-table.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

test.each<[Partial<CheckedConnection>, string]>([
  [{ credential: 'secret', clientSecretExpires: '2027-11-23' }, 'secret: expires 2027-11-23'],
  [
    { credential: 'certificate', clientSecretExpires: '2026-12-23' },
    'certificate: expires 2026-12-23, renew it now',
  ],
  [{ credential: 'secret', clientSecretExpires: '2026-11-22' }, 'secret: EXPIRED on 2026-11-22'],
  [{ credential: 'secret' }, 'secret: expiry date not recorded'],
  [{ credential: 'federated' }, 'no expiry date: federated'],
  [{ why: 'The secret cannot be read.' }, 'not known'],
])('the credential of %j reads "%s"', (fields, text) => {
  const check = {
    connection: 'plant',
    ended: 'readable',
    why: null,
    clientSecretExpires: null,
    ...fields,
  } as const;
  const [head = '', row = ''] = checksTable([check], NOW).trim().split('\n');
  expect(head.split('\t').at(-1)).toBe('Credential');
  expect(row.split('\t').at(-1)).toBe(text);
});
