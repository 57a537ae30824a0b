import type { ConnectionSecret, DeployedConnection } from '../../lambdas/domain/connection.ts';
import type { HttpTransport } from '../../lambdas/graph/http-transport.ts';
import type { RegisterTable } from '../../lambdas/register/register-client.ts';
import type { SyncEvent } from './sync-event.ts';

/** m365-evidence where it runs, a stack on AWS or this machine: all that a command needs of either. Closed when disposed. */
export interface Deployment extends AsyncDisposable {
  /** For people: where this is, and whose evidence is in it. */
  description: string;
  /** Those that are configured. The register may hold more: evidence outlives its connection. */
  connections: readonly DeployedConnection[];
  /** Reaches Entra and Graph, or the sandbox tenant that stands in for them. */
  openTransport: () => HttpTransport;
  secrets: ConnectionSecrets;
  /** For people: whose register it is. */
  registerOf: string;
  /** Whether all that is in the register is of sandbox tenants. */
  fictional: boolean;
  /** For people: why this register is worked with, if no option named it. */
  notice?: string;
  /** Credentials with which connecting can be rehearsed: only a sandbox tenant has any. */
  rehearsal?: ConnectionSecret;
  /** Opened by whoever needs it first. */
  register(): Promise<RegisterTable>;
  /** Where the register lies, where that is a folder. */
  folder?: string;
  startSync(connection: string): Promise<StartedSync>;
  /** Records a sandbox tenant's last days, where there is one. Throws WrongUsage where it has no such past. */
  recordHistory?(connection: string, days: number, watch: HistoryWatch): Promise<void>;
}

/** Where a deployment keeps its connection secrets. */
export interface ConnectionSecrets {
  /** The secret's text. Rejects with a named error, or with the AWS SDK's. */
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
  /** It stands in the register under this run, whatever its status; `failure` is what its execution failed of. */
  | { ended: 'recorded'; run: string; failure?: string }
  | { ended: 'unrecorded'; why: string }
  /** The connection has no credentials yet, so nothing was read or recorded. */
  | { ended: 'not-connected'; why: string }
  /** The signal came first. */
  | { ended: 'left' };

/** Who watches a history while it is recorded, and may end it. */
export interface HistoryWatch {
  /** Told of each day when it is done, the oldest first. */
  onDay: (day: { date: string }) => void;
  signal: AbortSignal;
}
