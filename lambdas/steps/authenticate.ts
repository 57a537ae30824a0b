import * as z from 'zod/mini';
import { ConnectionName, ConnectionSettings } from '../domain/connection.ts';
import type { DataKeys } from '../domain/data-keys.ts';
import { aboutConnection, ConnectionUnknown } from '../domain/errors.ts';
import { parseConnectionSecret, type SecretSource } from '../domain/secret-source.ts';
import type { Session } from '../domain/session.ts';
import { CredentialGuard } from '../graph/credentials/credential-guard.ts';
import type { HttpTransport } from '../graph/http-transport.ts';
import { type SignInConditions, signIn } from '../graph/sign-in.ts';
import { permissionHint, tenantIn } from '../graph/token-roles.ts';
import { sealToken } from '../graph/token-seal.ts';

/** What the state machine hands to Authenticate: the execution's input, and the connections that it knows. */
export const AuthenticateRequest = z.object({
  input: z.unknown(),
  connections: z.record(z.string(), ConnectionSettings),
});

const ExecutionInput = z.object({ connection: ConnectionName });

export interface AuthenticatePorts extends Pick<SignInConditions, 'clock' | 'random' | 'onRetry'> {
  secrets: SecretSource;
  dataKeys: DataKeys;
  openTransport: () => HttpTransport;
  /** The application permissions that the collectors need. */
  neededPermissions: readonly string[];
}

/** Signs a connection in: the only step that sees the client secret, and the last that sees a bare token. */
export function authenticate(ports: AuthenticatePorts) {
  return async (request: unknown, deadline: number): Promise<Session> => {
    const { input, connections } = AuthenticateRequest.parse(request);
    const connection = connectionIn(input, Object.keys(connections));
    try {
      return await openSession(connection, connections[connection] as ConnectionSettings, ports, deadline);
    } catch (error) {
      throw aboutConnection(error, connection);
    }
  };
}

async function openSession(
  connection: string,
  { secretId, cloud, includeUserNames }: ConnectionSettings,
  ports: AuthenticatePorts,
  deadline: number,
): Promise<Session> {
  const { secrets, dataKeys, openTransport, neededPermissions } = ports;
  const secret = parseConnectionSecret(secretId, await secrets(secretId));
  const { clientSecretExpires = null } = secret;
  const transport = openTransport();
  try {
    const token = await signIn(secret, cloud, { ...ports, transport, deadline });
    // A secret may name the tenant by a domain; in the register a tenant has one id.
    const tenantId = tenantIn(token) ?? secret.tenantId.toLowerCase();
    const guard = new CredentialGuard({ secrets: [secret.clientSecret], tokens: [token] });
    const permissions = guard.clean(permissionHint(token, neededPermissions));
    const sealedToken = await sealToken(token, { connection, tenant: tenantId }, dataKeys);
    return { connection, tenantId, cloud, includeUserNames, sealedToken, clientSecretExpires, permissions };
  } finally {
    transport.close();
  }
}

function connectionIn(input: unknown, known: readonly string[]): string {
  const parsed = ExecutionInput.safeParse(input);
  if (parsed.success && known.includes(parsed.data.connection)) return parsed.data.connection;
  const what = parsed.success
    ? `names the connection ${parsed.data.connection}, which this deployment does not have`
    : 'does not name a connection';
  throw new ConnectionUnknown(`The execution's input ${what}`, {
    remedy: `Start the state machine with {"connection": "<name>"}, where the name is one of: ${known.slice(0, 60).join(', ')}.`,
  });
}
