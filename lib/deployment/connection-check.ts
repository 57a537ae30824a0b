import { COLLECTORS, NEEDED_PERMISSIONS } from '../collectors/registry.ts';
import type { Clock } from '../domain/clock.ts';
import type { CloudName } from '../domain/cloud.ts';
import type { Place } from '../domain/remedy.ts';
import type { PermissionHint } from '../domain/session.ts';
import { CredentialGuard } from '../http/credentials/credential-guard.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import type { SigningApp } from '../sign-in/credential/credential.ts';
import { type SignInConditions, signIn } from '../sign-in/sign-in.ts';
import { permissionHint, tenantOf } from '../sign-in/token-roles.ts';
import { systemClock } from '../sync/system-clock.ts';
import { type Access, checkSource, PATIENCE, type SourceCheck } from './source-check.ts';

/** What a connection may read. */
export interface ConnectionCheck {
  /** The tenant id in the token; the configured id if the token cannot be read. */
  tenantId: string;
  sources: SourceCheck[];
  /** What the token says about its permissions; null if it could not be read. */
  permissions: PermissionHint | null;
}

interface CheckPorts {
  cloud: CloudName;
  /** The command and deployment that remedies name. */
  place: Place;
  openTransport: () => HttpTransport;
  /** By default the machine's clock. */
  clock?: Clock;
  random?: () => number;
  onSignInRetry?: SignInConditions['onRetry'];
}

/** Signs in and asks each source for one object, to see whether it can be read. Throws the errors of the sign-in. */
export async function checkConnection(
  app: SigningApp,
  {
    cloud,
    place,
    openTransport,
    clock = systemClock,
    random = Math.random,
    onSignInRetry: onRetry,
  }: CheckPorts,
): Promise<ConnectionCheck> {
  const transport = openTransport();
  try {
    const deadline = clock.now() + PATIENCE;
    const token = await signIn(app, cloud, { transport, clock, random, deadline, onRetry });
    const guard = new CredentialGuard({ secrets: app.credential.secrets, tokens: [token] });
    return await guard.around(async () => {
      const permissions = permissionHint(token, NEEDED_PERMISSIONS);
      const access: Access = { cloud, place, clock, random, transport, token, guard };
      const sources = COLLECTORS.map((collector) => checkSource(collector, access));
      const tenantId = tenantOf(token, app.tenantId);
      return { tenantId, permissions, sources: await Promise.all(sources) };
    });
  } finally {
    transport.close();
  }
}
