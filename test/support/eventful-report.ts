import type { ReportData } from '../../lib/audit/report-data.ts';
import { sandboxSyncs } from './sandbox-syncs.ts';
import { failing, rejected, skipping } from './sync-outcomes.ts';
import { reported, reportOn } from './written-report.ts';

const TODAY = '2026-11-23T06:00:00.000Z';
export const HOSTILE = '<img src=x onerror=alert(1)>';
export const LONG_NAME = `a-${'very-'.repeat(7)}long`;

/** Returns a report on a connection with some days of usual syncs, one with long texts, and one that was never synced. */
export async function eventfulReport(): Promise<ReportData> {
  const calm = await sandboxSyncs({ connection: 'calm', syncs: 8, last: TODAY });
  const eventful = await sandboxSyncs({ connection: LONG_NAME, syncs: 6, last: TODAY });
  const [first, second, third, fourth, fifth, last] = eventful;
  if (!first || !second || !third || !fourth || !fifth || !last) throw new Error('The history is too short');
  const hostile = fifth.evidence.map((item) =>
    item.collector === 'security-alerts'
      ? { ...item, facts: { ...item.facts, sampleTitles: [HOSTILE, 'W'.repeat(256)] } }
      : item,
  );
  const syncs = [
    ...calm,
    skipping(first, 'risky-users'),
    failing(second, 'secure-score'),
    rejected(fourth),
    { run: fifth.run, evidence: hostile },
    failing(skipping(last, 'risky-users'), 'conditional-access'),
  ];
  const names = ['calm', LONG_NAME, 'never'];
  return reportOn(syncs, { connections: names.map((name) => reported(name)) });
}
