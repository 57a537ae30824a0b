import type { ConnectionSecret, DeployedConnection } from '../../lambdas/domain/connection.ts';
import type { HttpTransport } from '../../lambdas/graph/http-transport.ts';
import type { RegisterTable } from '../../lambdas/register/register-client.ts';
import type { SyncEvent } from './sync-event.ts';

/** m365-evidence where it runs, a stack on AWS or this machine: all that a command needs of either. */
export interface Deployment {
  /** For people: where this is, and whose evidence is in it. */
  description: string;
  connections: readonly DeployedConnection[];
  /** Reaches Entra and Graph, or the sandbox tenant that stands in for them. */
  openTransport: () => HttpTransport;
  secrets: ConnectionSecrets;
  /** Opened by whoever needs it first. */
  register(): Promise<RegisterTable>;
  startSync(connection: string): Promise<StartedSync>;
  close(): Promise<void>;
}

/** Where a deployment keeps its connection secrets. */
export interface ConnectionSecrets {
  /** The secret's text. Throws ConnectionSecretUnreadable. */
  read(connection: DeployedConnection): Promise<string>;
  /** Replaces the secret. Gives the place where it is now, in words. */
  store(connection: DeployedConnection, secret: ConnectionSecret): Promise<string>;
}

/** A sync that runs, or waits to be followed. */
export interface StartedSync {
  /** ARN of the execution, or its local id. */
  execution: string;
  /** Tells what happens until the sync has ended, or until the signal comes. */
  follow(onEvent: (event: SyncEvent) => void, signal: AbortSignal): Promise<SyncEnd>;
}

/** How a sync ended. */
export type SyncEnd =
  /** It stands in the register under this run, whatever its status. */
  | { ended: 'recorded'; run: string }
  | { ended: 'unrecorded'; why: string }
  /** The signal came first. */
  | { ended: 'left' };
