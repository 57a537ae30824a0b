import { alertsOf } from '../../lib/collectors/security-alerts/sandbox-alerts.ts';
import { CLOUDS } from '../../lib/domain/cloud.ts';
import { collectionPage } from '../../lib/sandbox/collection.ts';
import { GRAPH_SOURCES } from '../../lib/sandbox/sources.ts';

/** Bytes of evidence that make an alert about 4.7 kB long, as real alerts are. */
const PADDING = 4_270;

/** The first request for alerts, by a program that does not use $select. */
export const UNSELECTED_ALERTS = '/v1.0/security/alerts_v2?$count=true&$top=1000';
/** The first request of the collector. */
const SELECTED_ALERTS = `${UNSELECTED_ALERTS}&$select=id%2Ctitle%2Cseverity%2Cstatus%2CcreatedDateTime%2CresolvedDateTime%2CserviceSource%2CassignedTo`;

/** How a server treats $select. */
export type Select = 'honours' | 'ignores';

/**
 * Returns the sandbox's pages with `count` alerts: path and query to JSON. Made before the measurement, so that the
 * time does not include the sandbox's own work.
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
  addFrom(UNSELECTED_ALERTS);
  if (select === 'honours') addFrom(SELECTED_ALERTS);
  else pages.set(SELECTED_ALERTS, pages.get(UNSELECTED_ALERTS) ?? '');
  return pages;
}
