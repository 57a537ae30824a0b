import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError, WrongUsage } from '../domain/user-error.ts';
import { type ConnectionEntry, connectionsIn } from './connections-context.ts';

interface CdkSettings {
  context?: { connections?: unknown };
}

const CDK_JSON = join(import.meta.dirname, '../../cdk.json');

/** Returns the connections in `cdk.json`. Throws WrongUsage if the file is invalid. */
export function listedConnections(): ConnectionEntry[] {
  try {
    const settings = JSON.parse(readFileSync(CDK_JSON, 'utf8')) as CdkSettings | null;
    return connectionsIn(settings?.context?.connections);
  } catch (error) {
    throw new WrongUsage(`cdk.json cannot be used. ${(error as Error).message}`, {
      remedy: error instanceof UserError ? error.remedy : 'Correct the file.',
    });
  }
}
