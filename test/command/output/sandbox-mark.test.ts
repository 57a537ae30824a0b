import { afterAll, expect, test } from '@jest/globals';
import { runsTable } from '../../../lib/command/output/runs-table.ts';
import { sandboxFooter } from '../../../lib/command/output/sandbox-mark.ts';
import { syncText } from '../../../lib/command/output/sync-text.ts';
import { evidenceCsv } from '../../../lib/export/evidence-csv.ts';
import { syncAt } from '../../support/register-entries.ts';
import { asTerminal } from '../../support/terminal.ts';

afterAll(asTerminal());

const { run, evidence } = syncAt('2026-11-23T06:00:00.000Z');
const sandbox = { sandbox: 'healthy' };
const FOOTER = 'Sandbox data (healthy): fictional, no evidence of a real tenant.\n';

test('is below tables of fictional data, with each tenant once', () => {
  expect(sandboxFooter([sandbox, sandbox])).toBe(FOOTER);
  expect(sandboxFooter([sandbox, { sandbox: 'empty' }, {}])).toContain('Sandbox data (empty, healthy):');
  expect(sandboxFooter([{}, { sandbox: undefined }])).toBe('');
});

test('is below runs, and at the end of a sync, even a rejected one', () => {
  expect(runsTable([{ ...run, ...sandbox }])).toContain(FOOTER);
  const review = { run: { ...run, ...sandbox }, evidence: [], previousRun: undefined, previousEvidence: [] };
  expect(syncText(review, { folder: '/register', checkpoint: null })).toMatch(
    /Register: \/register\nSandbox data .*\n$/,
  );
  expect(syncText({ ...review, run }, { folder: undefined, checkpoint: null })).toMatch(/\)\.\n$/);
});

test('CSV has a column for the sandbox tenant, empty for a real one', () => {
  const recorded = evidence.map((item) => ({ ...item, sha256: 's' }));
  const items = recorded.slice(0, 2).map((item, index) => (index === 0 ? { ...item, ...sandbox } : item));
  const [head = '', first = '', second = ''] = evidenceCsv(items).split('\r\n');
  const column = head.split(',').indexOf('"sandbox"');
  expect(column).toBeGreaterThan(0);
  expect([first, second].map((line) => line.split(',')[column])).toEqual(['"healthy"', '']);
});
