import * as z from 'zod/mini';
import type { Collector } from '../collectors/collector.ts';
import { COLLECTORS, NEEDED_PERMISSIONS } from '../collectors/registry.ts';
import type { Clock } from '../domain/clock.ts';
import { CLOUDS, type CloudName } from '../domain/cloud.ts';
import { ERROR_OF_SKIP, type SkipReason } from '../domain/collection-outcome.ts';
import type { ConnectionSecret } from '../domain/connection.ts';
import { ErrorName } from '../domain/errors.ts';
import { type Failure, failureOf } from '../domain/failure.ts';
import type { GraphWords } from '../domain/graph-words.ts';
import type { Place } from '../domain/remedy.ts';
import type { PermissionHint } from '../domain/session.ts';
import { emptyWithout, sourceNotInCloud } from '../domain/source-needs.ts';
import { GraphClient } from '../graph/graph-client.ts';
import { CredentialGuard } from '../http/credentials/credential-guard.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import { type SignInConditions, signIn } from '../sign-in/sign-in.ts';
import { heldRole, permissionHint, tenantOf } from '../sign-in/token-roles.ts';
import { systemClock } from '../sync/system-clock.ts';

/** The result of trying one source of evidence. */
export interface SourceCheck {
  collector: string;
  title: string;
  permission: string;
  /** Whether the app has the permission, or one that includes it; null if it is not known. */
  granted: boolean | null;
  /** The licence that the source needs; null if it needs no licence. */
  license: string | null;
  /** The same licence, if Graph can answer without it, but with nothing. */
  emptyWithout: string | null;
  /** Whether the tenant has the licence; null if it needs no licence, or it is not known. */
  licensed: boolean | null;
  /** What a sync would do: collect the evidence, skip it, or fail. */
  outcome: 'collected' | 'skipped' | 'failed';
  reason?: SkipReason;
  /** HTTP status and request-id of Graph's answer; null if nothing was asked, or no answer came. */
  status: number | null;
  requestId: string | null;
  /** Graph's own error, if it refused. */
  graph?: GraphWords;
  error?: Failure;
}

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

/** Milliseconds for the sign-in and for each source, throttling included. */
const PATIENCE = 60_000;

/** Signs in and asks each source for one object, to see whether it can be read. Throws the errors of the sign-in. */
export async function checkConnection(
  secret: ConnectionSecret,
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
    const token = await signIn(secret, cloud, { transport, clock, random, deadline, onRetry });
    const guard = new CredentialGuard({ secrets: [secret.clientSecret], tokens: [token] });
    return await guard.around(async () => {
      const permissions = permissionHint(token, NEEDED_PERMISSIONS);
      const access: Access = { cloud, place, clock, random, transport, token, guard };
      const sources = COLLECTORS.map((collector) => checkSource(collector, access));
      const tenantId = tenantOf(token, secret.tenantId);
      return { tenantId, permissions, sources: await Promise.all(sources) };
    });
  } finally {
    transport.close();
  }
}

interface Access extends Required<Omit<CheckPorts, 'openTransport' | 'onSignInRetry'>> {
  transport: HttpTransport;
  token: string;
  guard: CredentialGuard;
}

async function checkSource(collector: Collector, access: Access): Promise<SourceCheck> {
  const { id, title, needs } = collector;
  const { permission, license = null, unlicensed } = needs;
  const base = { collector: id, title, permission, license, emptyWithout: emptyWithout(needs) ?? null };
  const held = heldRole(access.token, permission);
  try {
    const { status, requestId } = await probe(collector, access);
    // Without the licence, some sources answer with an empty list.
    const licensed = license !== null && unlicensed === 'refused' ? true : null;
    return { ...base, granted: true, licensed, outcome: 'collected', status, requestId };
  } catch (thrown) {
    const { graph, ...error } = failureOf(thrown, access.place);
    const withoutLicense = error.name === ErrorName.licenseMissing;
    const reason = collector.skips.find((skip) => ERROR_OF_SKIP[skip] === error.name);
    return {
      ...base,
      // Graph checks permissions before licences.
      granted:
        error.name === ErrorName.permissionMissing
          ? false
          : withoutLicense || (held === null ? null : held !== false),
      licensed: withoutLicense ? false : null,
      ...(reason ? { outcome: 'skipped', reason } : { outcome: 'failed' }),
      status: error.status ?? null,
      requestId: error.requestId ?? null,
      ...(graph && { graph }),
      error,
    };
  }
}

/**
 * Returns status and request-id of the source's first answer. Throws a collector's errors, also if the cloud lacks the
 * source.
 */
async function probe({ title, needs, absentFrom, ...collector }: Collector, access: Access) {
  const { cloud, clock, random, transport, token, guard } = access;
  if (absentFrom.includes(cloud)) throw sourceNotInCloud(title, cloud);
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
