import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../domain/connection.ts';
import { UserError, WrongUsage } from '../domain/user-error.ts';
import { INSTALLED, PROJECT } from '../installation/project.ts';
import { connectionsIn } from './connections-context.ts';

interface CdkSettings {
  context?: { connections?: unknown };
}

/**
 * Returns the connections in `cdk.json`: in a checkout, the file of the project; in an installed package, the file of the
 * working folder. Without the file, returns the default connection. Throws WrongUsage if the file is invalid.
 */
export function listedConnections(): Connection[] {
  const file = join(INSTALLED ? process.cwd() : PROJECT, 'cdk.json');
  try {
    if (!existsSync(file)) return connectionsIn(undefined);
    const settings = JSON.parse(readFileSync(file, 'utf8')) as CdkSettings | null;
    return connectionsIn(settings?.context?.connections);
  } catch (error) {
    throw new WrongUsage(`cdk.json cannot be used. ${(error as Error).message}`, {
      remedy: error instanceof UserError ? error.remedy : 'Correct the file.',
    });
  }
}
