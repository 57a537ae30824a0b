import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Select } from './alert-pages.ts';

/** Sandbox tenants in a process of their own. Each request takes 40 ms. */
export interface Sandboxes {
  /** Returns the port of the sandbox with this many alerts and this treatment of $select, by default `ignores`. */
  portOf(alerts: number, select?: Select): number;
  close(): Promise<void>;
}

/** Starts a sandbox tenant for each number of alerts and each treatment of $select. */
export async function startSandboxes(wanted: readonly (readonly [number, Select])[]): Promise<Sandboxes> {
  const keys = wanted.map(([alerts, select]) => `${alerts}:${select}`);
  const child = fork(join(import.meta.dirname, 'sandbox-process.ts'), keys, { execArgv: [] });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The sandbox process ended with ${code}`);
  });
  failed.catch(() => {});
  const [ports] = (await Promise.race([once(child, 'message'), failed])) as [number[]];
  return {
    portOf(alerts, select = 'ignores') {
      const port = ports[keys.indexOf(`${alerts}:${select}`)];
      if (port === undefined) throw new Error(`No sandbox has ${alerts} alerts and ${select} $select`);
      return port;
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
