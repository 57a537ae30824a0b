import { CLOUDS } from '../../lambdas/domain/cloud.ts';
import { alertsOf } from '../../lib/local/sandbox/alerts.ts';
import { collectionPage } from '../../lib/local/sandbox/collection.ts';
import { GRAPH_SOURCES } from '../../lib/local/sandbox/sources.ts';

/** Makes an alert of about 4.7 kB, as real ones are. */
const PADDING = 4_270;

/** The first request for alerts as a program sends it that does not know of $select. */
export const WHOLE_ALERTS = '/v1.0/security/alerts_v2?$count=true&$top=1000';
/** The first request of the collector. */
const SELECTED_ALERTS = `${WHOLE_ALERTS}&$select=id%2Ctitle%2Cseverity%2Cstatus%2CcreatedDateTime`;

/** What a server does with $select. */
export type Select = 'honours' | 'ignores';

/**
 * The sandbox's pages of so many alerts, as JSON by path and query. They are made before anything is
 * measured: the sandbox's own work on a page must not be part of the time.
 */
export function alertPages(count: number, select: Select, now: number): Map<string, string> {
  const source = GRAPH_SOURCES.find(({ path }) => path === '/security/alerts_v2');
  if (!source) throw new Error('The sandbox has no alerts');
  const alerts = alertsOf(count, now, PADDING);
  const pages = new Map<string, string>();
  const addFrom = (first: string) => {
    let link: string | undefined = `${CLOUDS.global.graph}${first}`;
    while (link !== undefined) {
      const url: URL = new URL(link);
      const { body } = collectionPage(url, alerts, source);
      pages.set(`${url.pathname}${url.search}`, JSON.stringify(body));
      link = (body as { '@odata.nextLink'?: string })['@odata.nextLink'];
    }
  };
  addFrom(WHOLE_ALERTS);
  if (select === 'honours') addFrom(SELECTED_ALERTS);
  else pages.set(SELECTED_ALERTS, pages.get(WHOLE_ALERTS) ?? '');
  return pages;
}
