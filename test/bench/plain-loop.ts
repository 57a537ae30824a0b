import http from 'node:http';
import { FIRST_ALERTS } from './alert-pages.ts';
import type { AlertCounts } from './alerts-step.ts';

interface AlertsPage {
  value: { severity: string; status: string }[];
  '@odata.nextLink'?: string;
}

/** What one would write without this project: a page after another, parsed, and the open alerts counted. */
export async function plainLoop(port: number): Promise<AlertCounts> {
  const agent = new http.Agent({ keepAlive: true });
  const counts: AlertCounts = { bySeverity: {}, byStatus: {} };
  let path: string | undefined = FIRST_ALERTS;
  while (path !== undefined) {
    const page: AlertsPage = JSON.parse(await get(port, path, agent));
    for (const { severity, status } of page.value) {
      if (status === 'resolved') continue;
      counts.bySeverity[severity] = (counts.bySeverity[severity] ?? 0) + 1;
      counts.byStatus[status] = (counts.byStatus[status] ?? 0) + 1;
    }
    const next: string | undefined = page['@odata.nextLink'];
    path = next?.slice(new URL(next).origin.length);
  }
  agent.destroy();
  return counts;
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
