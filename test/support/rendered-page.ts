import type { Facts } from '../../lib/domain/observation.ts';
import type { ReportRequest } from '../../lib/export/html/read-report.ts';
import { renderReport } from '../../lib/export/html/render-report.ts';
import { syncAt } from './register-entries.ts';
import type { Sync } from './sandbox-syncs.ts';
import { reportOn } from './written-report.ts';

export const TODAY = '2026-11-23T06:00:00.000Z';

/** Returns the report on these syncs as HTML. */
export async function pageOf(syncs: readonly Sync[], request?: Partial<ReportRequest>): Promise<string> {
  return renderReport(await reportOn(syncs, request));
}

/** Returns the visible text: without markup, unescaped. */
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

/** Returns a sync that read only Secure Score. */
export function scoreAt(at: string, connection: string, facts: Facts): Sync {
  return syncAt(at, connection, { 'secure-score': facts });
}
