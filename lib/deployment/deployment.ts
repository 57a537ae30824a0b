import type { AnnotationText } from '../domain/annotation.ts';
import type { Connection } from '../domain/connection.ts';
import type { ClientSecret, ConnectionSecret } from '../domain/connection-secret.ts';
import type { Session } from '../domain/session.ts';
import type { Settings } from '../domain/settings.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import type { SealedRegister } from '../pack/sealed-register.ts';
import type { RegisterTable } from '../register/register-client.ts';
import type { Annotated } from '../sync/annotate.ts';
import type { SyncEnd } from './sync-end.ts';
import type { SyncProgress } from './sync-progress.ts';

/** A deployment: a stack on AWS, or this machine. Offers what commands need. Disposing closes it. */
export interface Deployment extends AsyncDisposable {
  /** For people: the place of the deployment, and the owner of its evidence. */
  description: string;
  /** The configured connections. The register may hold more, because evidence is kept after a connection is removed. */
  connections: readonly Connection[];
  /** Reads the settings that apply to all connections. Reads them once. */
  settings(): Promise<Settings>;
  /** Reaches Entra and Graph, or the sandbox tenant that replaces them. */
  openTransport: () => HttpTransport;
  secrets: ConnectionSecrets;
  /** Has the deployed function sign in. Only on AWS, for a connection without a secret. */
  signIn?: RemoteSignIn;
  /** For people: the owner of the register. */
  registerOf: string;
  /** Its place on AWS; undefined on this machine. */
  aws?: AwsLocation;
  /** Whether the register holds only sandbox tenants. */
  fictional: boolean;
  /** For people: why this register was chosen, if no option named it. */
  notice?: string;
  /** Credentials for a rehearsal of connecting. Only a sandbox tenant has any. */
  rehearsal?: ClientSecret;
  /** Opens the register on the first call. */
  register(): Promise<RegisterTable>;
  /** Opens one connection's log, documents and answers, for verification and packs. */
  sealed(connection: string): Promise<SealedRegister>;
  /** Writes an annotation and seals it in the log of its connection. The same annotation again changes nothing. */
  annotate(annotation: AnnotationText): Promise<Annotated>;
  /** The register's folder, if it is on this machine. */
  folder?: string;
  startSync(connection: string): Promise<StartedSync>;
  /** Records the last days of a sandbox tenant. Throws WrongUsage if this tenant has no recorded past. */
  recordHistory?(connection: string, days: number, watch: HistoryWatch): Promise<void>;
}

/** An account, and what commands use of it: a stack, or the table of a deleted one. */
export interface AwsLocation {
  /** Undefined for a table without its stack: no ARN names the account. */
  account?: string;
  region: string;
  stack?: string;
  table?: string;
}

/** The store of a deployment's connection secrets. */
interface ConnectionSecrets {
  /** Resolves with the secret's text. Rejects with a named error, or with an error of the AWS SDK. */
  read(connection: Connection): Promise<string>;
  /** Replaces the secret. Resolves with the name of its place, for people. */
  store(connection: Connection, secret: ConnectionSecret): Promise<string>;
}

/** Has the function on AWS sign in, because the person's machine cannot. Rejects with SignInRejected, whose remedy fits a person. */
export type RemoteSignIn = (
  connection: string,
  /** If it is aborted, the sign-in rejects with an AbortError. */
  signal: AbortSignal,
) => Promise<Pick<Session, 'tenantId' | 'credential' | 'clientSecretExpires' | 'permissions'>>;

/** A sync that runs on AWS, or that starts on this machine when it is followed. */
export interface StartedSync {
  /** ARN of the execution, or its local id. */
  execution: string;
  /** Reports events until the sync has ended or the signal is aborted. Resolves with how the sync ended. */
  follow(onEvent: (event: SyncProgress) => void, signal: AbortSignal): Promise<SyncEnd>;
}

/** Follows a history while it is recorded, and can end it. */
export interface HistoryWatch {
  /** Called after each day, oldest first. */
  onDay: (day: { date: string }) => void;
  signal: AbortSignal;
}
