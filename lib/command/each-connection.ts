import { CommandEnv, commandEnvironment } from '../deployment/command-environment.ts';
import { hasCredentials } from '../deployment/environment-secret.ts';
import type { Connection } from '../domain/connection.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { PlaceOptions } from './place-options.ts';

/**
 * Throws WrongUsage if `--all` cannot be used: next to a name, or if one tenant's credentials in the environment would be
 * used for several connections, whose evidence would then be another tenant's.
 */
export function checkAll(
  name: string | undefined,
  { local, sandbox }: PlaceOptions,
  connections: readonly Connection[],
): void {
  if (name !== undefined) {
    throw new WrongUsage(`--all and the connection ${name} cannot be used together`, {
      remedy: 'Leave out one of them.',
    });
  }
  const oneTenant = local && sandbox === undefined && hasCredentials(commandEnvironment(CommandEnv));
  if (oneTenant && connections.length > 1) {
    throw new WrongUsage('--all works with several connections, and AZURE_TENANT_ID names only one tenant', {
      remedy: 'Unset AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or name one connection.',
    });
  }
}

/**
 * Does the work for each item, at most `atOnce` at the same time, and resolves with the results in the order of the items.
 * The work itself must not reject.
 */
export async function eachOf<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
