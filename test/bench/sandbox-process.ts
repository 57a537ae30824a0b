/**
 * The program of a child process: starts a sandbox tenant for each argument, such as `10000:honours` (alerts, and
 * treatment of $select).
 */

import { lindqvist } from '../../lib/sandbox/lindqvist.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import { alertPages, type Select } from './alert-pages.ts';

const now = systemClock.now();
const ports: number[] = [];
for (const argument of process.argv.slice(2)) {
  const [count, select] = argument.split(':');
  const pages = alertPages(Number(count), select as Select, now);
  const sandbox = await startSandbox({
    tenant: lindqvist(now),
    clock: systemClock,
    latency: 40,
    interfere: ({ url }) => {
      const body = pages.get(`${url.pathname}${url.search}`);
      return body === undefined ? undefined : { status: 200, body };
    },
  });
  ports.push(sandbox.port);
}
process.once('disconnect', () => process.exit());
process.send?.(ports);
