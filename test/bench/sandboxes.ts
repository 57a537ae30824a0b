import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Sandbox tenants that run in a process of their own, at 40 ms a request. */
export interface Sandboxes {
  portOf(alerts: number): number;
  close(): Promise<void>;
}

/** Starts a sandbox tenant for each number of alerts. */
export async function startSandboxes(counts: readonly number[]): Promise<Sandboxes> {
  const child = fork(join(import.meta.dirname, 'sandbox-process.ts'), counts.map(String), { execArgv: [] });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The sandbox process ended with ${code}`);
  });
  failed.catch(() => {});
  const [ports] = (await Promise.race([once(child, 'message'), failed])) as [number[]];
  return {
    portOf(alerts) {
      const port = ports[counts.indexOf(alerts)];
      if (port === undefined) throw new Error(`No sandbox has ${alerts} alerts`);
      return port;
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
