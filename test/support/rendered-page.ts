import type { Facts } from '../../lambdas/domain/observation.ts';
import type { ReportRequest } from '../../lib/report/read-report.ts';
import { renderReport } from '../../lib/report/render-report.ts';
import type { Sync } from './plausible-history.ts';
import { syncAt } from './register-entries.ts';
import { reportOn } from './written-report.ts';

export const TODAY = '2026-11-23T06:00:00.000Z';

/** The report on these syncs as HTML. */
export async function pageOf(syncs: readonly Sync[], request?: Partial<ReportRequest>): Promise<string> {
  return renderReport(await reportOn(syncs, request));
}

/** What a person reads: text without markup, with the escapes undone. */
export function textOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(
      /&(lt|gt|quot|amp|#39);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" })[name as string] ?? '',
    )
    .replace(/\s+/g, ' ');
}

/** A sync that read Secure Score only. */
export function scoreAt(at: string, connection: string, facts: Facts): Sync {
  return syncAt(at, connection, { 'secure-score': facts });
}
