import http from 'node:http';
import { UNSELECTED_ALERTS } from './alert-pages.ts';
import type { AlertCounts } from './alerts-step.ts';

interface AlertsPage {
  value: { severity: string; status: string }[];
  '@odata.nextLink'?: string;
}

/** The simplest program for the task: reads page after page, parses each, and counts the open alerts. */
export async function plainLoop(port: number): Promise<AlertCounts> {
  const agent = new http.Agent({ keepAlive: true });
  const counts: AlertCounts = { bySeverity: {}, byStatus: {} };
  let path: string | undefined = UNSELECTED_ALERTS;
  while (path !== undefined) {
    const page: AlertsPage = JSON.parse(await get(port, path, agent));
    fold(page, counts);
    path = nextPath(page);
  }
  agent.destroy();
  return counts;
}

/** The same, but it requests the next page before it counts this one. */
export async function floorLoop(port: number): Promise<AlertCounts> {
  const agent = new http.Agent({ keepAlive: true });
  const counts: AlertCounts = { bySeverity: {}, byStatus: {} };
  let next: Promise<string> | undefined = get(port, UNSELECTED_ALERTS, agent);
  while (next) {
    const page: AlertsPage = JSON.parse(await next);
    const path = nextPath(page);
    next = path === undefined ? undefined : get(port, path, agent);
    fold(page, counts);
  }
  agent.destroy();
  return counts;
}

function fold({ value }: AlertsPage, counts: AlertCounts): void {
  for (const { severity, status } of value) {
    if (status === 'resolved') continue;
    counts.bySeverity[severity] = (counts.bySeverity[severity] ?? 0) + 1;
    counts.byStatus[status] = (counts.byStatus[status] ?? 0) + 1;
  }
}

function nextPath(page: AlertsPage): string | undefined {
  const next = page['@odata.nextLink'];
  return next?.slice(new URL(next).origin.length);
}

function get(port: number, path: string, agent: http.Agent): Promise<string> {
  const headers = { host: 'graph.microsoft.com', accept: 'application/json', authorization: 'Bearer x' };
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        answer.on('error', reject);
      })
      .on('error', reject);
  });
}
