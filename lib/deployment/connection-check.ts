import * as z from 'zod/mini';
import type { Collector } from '../../lambdas/collectors/collector.ts';
import { COLLECTORS, NEEDED_PERMISSIONS } from '../../lambdas/collectors/registry.ts';
import type { Clock } from '../../lambdas/domain/clock.ts';
import { CLOUDS, type CloudName } from '../../lambdas/domain/cloud.ts';
import { ERROR_OF_SKIP, type SkipReason } from '../../lambdas/domain/collection-outcome.ts';
import type { ConnectionSecret } from '../../lambdas/domain/connection.ts';
import { ErrorName } from '../../lambdas/domain/errors.ts';
import { type Failure, failureOf } from '../../lambdas/domain/failure.ts';
import type { PermissionHint } from '../../lambdas/domain/session.ts';
import { sourceNotInCloud } from '../../lambdas/domain/source-needs.ts';
import { CredentialGuard } from '../../lambdas/graph/credentials/credential-guard.ts';
import { GraphClient } from '../../lambdas/graph/graph-client.ts';
import type { HttpTransport } from '../../lambdas/graph/http-transport.ts';
import { type SignInConditions, signIn } from '../../lambdas/graph/sign-in.ts';
import { permissionHint } from '../../lambdas/graph/token-roles.ts';
import { systemClock } from '../../lambdas/runtime/clock.ts';

/** What trying one source of evidence showed. */
export interface SourceCheck {
  collector: string;
  title: string;
  permission: string;
  /** Whether the app has the permission, or one that includes it; null where nothing tells. */
  granted: boolean | null;
  /** The licence without which Graph refuses. */
  license: string | null;
  /** The licence without which Graph answers, but with nothing. */
  emptyWithout: string | null;
  /** Whether the tenant has the licence; null where none is needed, or nothing tells. */
  licensed: boolean | null;
  /** What a sync would do: collect the evidence, skip it, or fail. */
  outcome: 'collected' | 'skipped' | 'failed';
  reason?: SkipReason;
  /** HTTP status and request-id of Graph's answer; null where nothing was asked, or no answer came. */
  status: number | null;
  requestId: string | null;
  error?: Failure;
}

/** What a connection may read. */
export interface ConnectionCheck {
  tenantId: string;
  sources: SourceCheck[];
  /** What the token says of its permissions; null where it could not be read. */
  permissions: PermissionHint | null;
}

export interface CheckPorts {
  cloud: CloudName;
  openTransport: () => HttpTransport;
  /** The machine's own, unless told otherwise. */
  clock?: Clock;
  random?: () => number;
  onSignInRetry?: SignInConditions['onRetry'];
}

/** Milliseconds for the sign-in and for each source, throttling included. */
const PATIENCE = 60_000;

/** Signs in and asks each source for as little as shows whether it may be read. Throws what the sign-in throws. */
export async function checkConnection(
  secret: ConnectionSecret,
  { cloud, openTransport, clock = systemClock, random = Math.random, onSignInRetry: onRetry }: CheckPorts,
): Promise<ConnectionCheck> {
  const transport = openTransport();
  try {
    const deadline = clock.now() + PATIENCE;
    const token = await signIn(secret, cloud, { transport, clock, random, deadline, onRetry });
    const guard = new CredentialGuard({ secrets: [secret.clientSecret], tokens: [token] });
    return await guard.around(async () => {
      const permissions = permissionHint(token, NEEDED_PERMISSIONS);
      const access: Access = { cloud, clock, random, transport, token, guard, permissions };
      const sources = COLLECTORS.map((collector) => checkSource(collector, access));
      return { tenantId: secret.tenantId, permissions, sources: await Promise.all(sources) };
    });
  } finally {
    transport.close();
  }
}

interface Access extends Required<Omit<CheckPorts, 'openTransport' | 'onSignInRetry'>> {
  transport: HttpTransport;
  token: string;
  guard: CredentialGuard;
  permissions: PermissionHint | null;
}

async function checkSource(collector: Collector, access: Access): Promise<SourceCheck> {
  const { id, title, needs } = collector;
  const { permission, license = null, emptyWithout = null } = needs;
  const base = { collector: id, title, permission, license, emptyWithout };
  const hinted = hintOf(permission, access.permissions);
  try {
    const { status, requestId } = await probe(collector, access);
    const licensed = license ? true : null;
    return { ...base, granted: true, licensed, outcome: 'collected', status, requestId };
  } catch (thrown) {
    const error = failureOf(thrown);
    const unlicensed = error.name === ErrorName.licenseMissing;
    const reason = collector.skips.find((skip) => ERROR_OF_SKIP[skip] === error.name);
    return {
      ...base,
      granted: error.name === ErrorName.permissionMissing ? false : unlicensed || hinted,
      licensed: unlicensed ? false : null,
      ...(reason ? { outcome: 'skipped', reason } : { outcome: 'failed' }),
      status: error.status ?? null,
      requestId: error.requestId ?? null,
      error,
    };
  }
}

/** The first answer of the source. Throws as a collector does, and where the cloud lacks the source. */
async function probe({ title, needs, absentFrom, ...collector }: Collector, access: Access) {
  const { cloud, clock, random, transport, token, guard } = access;
  if (absentFrom.includes(cloud)) throw sourceNotInCloud(title, cloud, needs);
  const deadline = clock.now() + PATIENCE;
  const conditions = {
    token,
    guard,
    transport,
    clock,
    random,
    deadline,
    source: needs,
    onProgress: () => {},
  };
  const graph = new GraphClient(CLOUDS[cloud], conditions);
  for await (const _ of graph.pages({ ...collector.probe, object: z.unknown(), oneByOne: true })) break;
  const [answer] = graph.reading().answers;
  return { status: answer?.status ?? null, requestId: answer?.requestId ?? null };
}

/** What the token's claims say of one permission; null where they say nothing. */
function hintOf(permission: string, permissions: PermissionHint | null): boolean | null {
  return permissions?.granted.includes(permission) ?? null;
}
