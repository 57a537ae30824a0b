import { afterAll, expect, test } from '@jest/globals';
import { evidenceTable } from '../../../lib/command/output/evidence-table.ts';
import { syncAt } from '../../support/register-entries.ts';
import { asTerminal } from '../../support/terminal.ts';

afterAll(asTerminal());

test('shows each item with its requirements, in 100 columns', () => {
  const { evidence } = syncAt('2026-11-23T00:00:00.000Z');
  const text = evidenceTable(evidence);
  for (const words of ['Secure Score', 'Risky users', 'A.8.16', 'SOC 2 (TSC 2017): CC7.2'])
    expect(text).toContain(words);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('says what is missing from a partial item', () => {
  const { evidence } = syncAt('2026-11-23T00:00:00.000Z');
  const partial = evidence
    .slice(0, 1)
    .map((item) => ({ ...item, complete: false, missing: ['one provider'] }));
  expect(evidenceTable(partial)).toMatch(/Partial:[\s\S]*one provider\./);
});

test('says what limits a complete item', () => {
  const { evidence } = syncAt('2026-11-23T00:00:00.000Z');
  const limited = evidence.slice(0, 1).map((item) => ({ ...item, caveats: ['One limit', 'another'] }));
  expect(evidenceTable(limited)).toMatch(/Note: One [\s\S]*limit\. Note: another\./);
});
