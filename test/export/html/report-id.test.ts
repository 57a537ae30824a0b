import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { ReportData } from '../../../lib/audit/report-data.ts';
import { reportId } from '../../../lib/export/html/report-id.ts';

test.each([
  {},
  { source: 'a "register"', period: { from: null, to: '→' }, connections: [] },
  { connections: [{ name: 'a', left: undefined, runs: [1, undefined, null, [undefined]] }, null, undefined] },
  { 'a "name"': { b: { c: { d: undefined, e: ['ü', '𝄞', '\ud800'] } } }, last: undefined },
])('the id of %j is the SHA-256 of its JSON', (data) => {
  const id = hash('sha256', JSON.stringify(data)).slice(0, 16);
  expect(reportId(data as unknown as ReportData)).toBe(id);
});
