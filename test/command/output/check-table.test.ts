import { afterAll, expect, test } from '@jest/globals';
import { checkTable } from '../../../lib/command/output/check-table.ts';
import type { SourceCheck } from '../../../lib/deployment/source-check.ts';
import { asTerminal } from '../../support/terminal.ts';

afterAll(asTerminal());

const SOURCE: SourceCheck = {
  collector: 'risky-users',
  title: 'Risky users',
  permission: 'IdentityRiskyUser.Read.All',
  granted: true,
  license: 'Microsoft Entra ID P2',
  emptyWithout: null,
  licensed: false,
  outcome: 'skipped',
  reason: 'license-missing',
  status: 403,
  requestId: 'r-1',
  graph: { status: 403, code: 'Forbidden', message: 'Not licensed.', requestId: 'r-1' },
  error: { name: 'LicenseMissing', message: 'M', remedy: 'Buy it.' },
};

/** Returns each cell of the only row, on one line. */
function cells(source: Partial<SourceCheck>): string[] {
  const table = checkTable({ tenantId: 't', sources: [{ ...SOURCE, ...source }], permissions: null });
  const lines = table
    .split('\n')
    .slice(3)
    .filter((line) => line.startsWith('║'));
  const columns = lines.map((line) => line.split(/[║│]/).slice(1, -1));
  return (columns[0] ?? []).map((_, n) =>
    columns
      .map((row) => row[n]?.trim())
      .join(' ')
      .trim(),
  );
}

test('shows Graph’s own message, and a missing licence next to a granted permission', () => {
  expect(cells({})).toEqual([
    'Risky users',
    'IdentityRiskyUser.Read.All granted',
    'Microsoft Entra ID P2: MISSING',
    '403 Forbidden: Not licensed.',
    'Buy it.',
  ]);
});

test('shows that a licence is missing, also for a source that can be empty', () => {
  const license = 'Microsoft Defender';
  expect(cells({ license, emptyWithout: license })[2]).toBe('Microsoft Defender: MISSING');
  expect(cells({ license, emptyWithout: license, licensed: null })[2]).toBe(
    'Microsoft Defender: without it always empty',
  );
});

test('shows that no answer came, or that no request was sent', () => {
  const { graph: _, ...silent } = SOURCE;
  const table = (name: string) =>
    checkTable({
      tenantId: 't',
      sources: [{ ...silent, status: null, error: { name, message: 'M', remedy: 'R.' } }],
      permissions: null,
    });
  expect(table('GraphUnavailable')).toContain('no answer');
  expect(table('SourceNotInCloud')).toContain('not asked');
});
