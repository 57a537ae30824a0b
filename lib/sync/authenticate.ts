import * as z from 'zod/mini';
import { ConnectionName, type ConnectionSource } from '../domain/connection.ts';
import type { DataKeys } from '../domain/data-keys.ts';
import { ConnectionUnknown, ExecutionRedriven } from '../domain/errors.ts';
import { aboutConnection } from '../domain/failure.ts';
import { commandAt } from '../domain/remedy.ts';
import type { SecretSource } from '../domain/secret-source.ts';
import type { Session } from '../domain/session.ts';
import type { WebIdentity } from '../domain/web-identity.ts';
import { CredentialGuard } from '../http/credentials/credential-guard.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import { noWebIdentity } from '../sign-in/credential/federated.ts';
import { type SignInConditions, signIn } from '../sign-in/sign-in.ts';
import { signingApp } from '../sign-in/signing-app.ts';
import { permissionHint, tenantOf } from '../sign-in/token-roles.ts';
import { sealToken } from '../sign-in/token-seal.ts';

/**
 * `Execution` of Step Functions' context object. The complete object is passed, because a path to a missing field would
 * fail the execution, and AWS does not promise `RedriveCount` before the first redrive.
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
const ContextExecution = z.object({ RedriveCount: z._default(z.number(), 0) });

/** The input of Authenticate: the execution's input, and the execution. */
const AuthenticateRequest = z.object({
  input: z.unknown(),
  execution: z._default(ContextExecution, { RedriveCount: 0 }),
});

const ExecutionInput = z.object({ connection: ConnectionName });

type Settings = Awaited<ReturnType<ConnectionSource>>[number];

interface AuthenticatePorts extends Pick<SignInConditions, 'clock' | 'random' | 'onRetry'> {
  connections: ConnectionSource;
  secrets: SecretSource;
  /** Absent outside AWS. */
  webIdentity?: WebIdentity | undefined;
  dataKeys: DataKeys;
  openTransport: () => HttpTransport;
  /** The application permissions that the collectors need. */
  neededPermissions: readonly string[];
}

/** Signs a connection in. The only step that sees the app's credential; it passes the token on sealed. */
export function authenticate(ports: AuthenticatePorts) {
  return async (request: unknown, deadline: number): Promise<Session> => {
    const { input, execution } = AuthenticateRequest.parse(request);
    const named = ExecutionInput.safeParse(input).data?.connection;
    try {
      const settings = settingsOf(named, await ports.connections());
      refuseRedrive(execution.RedriveCount);
      return await openSession(settings, ports, deadline);
    } catch (error) {
      throw named === undefined ? error : aboutConnection(error, named);
    }
  };
}

async function openSession(settings: Settings, ports: AuthenticatePorts, deadline: number): Promise<Session> {
  const { dataKeys, openTransport, neededPermissions } = ports;
  const { name: connection, cloud, options, answers } = settings;
  const { webIdentity = noWebIdentity, secrets: source } = ports;
  const app = await signingApp(settings, { secrets: source, webIdentity });
  const { kind, expires: credentialExpires, secrets } = app.credential;
  const transport = openTransport();
  try {
    const token = await signIn(app, cloud, { ...ports, transport, deadline });
    const tenantId = tenantOf(token, app.tenantId);
    const guard = new CredentialGuard({ secrets, tokens: [token] });
    const permissions = guard.clean(permissionHint(token, neededPermissions));
    const sealedToken = await sealToken(token, { connection, tenant: tenantId }, dataKeys);
    const signedIn = { sealedToken, credential: kind, clientSecretExpires: credentialExpires, permissions };
    return { connection, tenantId, cloud, options, answers, ...signedIn };
  } finally {
    transport.close();
  }
}

/**
 * Throws ExecutionRedriven if the execution was redriven. An execution that was stopped before it signed in can be
 * redriven for 14 days and keeps its first start, so its evidence would have the wrong date.
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
function refuseRedrive(redriveCount: number): void {
  if (redriveCount === 0) return;
  throw new ExecutionRedriven(
    'The execution was redriven, so its evidence would have the date of the first start',
    { remedy: (place) => `Start a new sync: ${commandAt('sync', place)}.` },
  );
}

/** Returns the settings of the named connection. Throws ConnectionUnknown if the deployment does not have it. */
function settingsOf(named: string | undefined, known: readonly Settings[]): Settings {
  const found = known.find(({ name }) => name === named);
  if (found) return found;
  const what =
    named === undefined
      ? 'does not name a connection'
      : `names the connection ${named}, which this deployment does not have`;
  const names = known.slice(0, 60).map(({ name }) => name);
  throw new ConnectionUnknown(`The execution's input ${what}`, {
    remedy: `Start the state machine with {"connection": "<name>"} and one of these names: ${names.join(', ')}.`,
  });
}
