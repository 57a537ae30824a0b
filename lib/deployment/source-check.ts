import * as z from 'zod/mini';
import type { Collector } from '../collectors/collector.ts';
import type { Clock } from '../domain/clock.ts';
import { CLOUDS, type CloudName } from '../domain/cloud.ts';
import { ERROR_OF_SKIP, type SkipReason } from '../domain/collection-outcome.ts';
import { ErrorName } from '../domain/errors.ts';
import { type Failure, failureOf } from '../domain/failure.ts';
import type { GraphWords } from '../domain/graph-words.ts';
import type { Place } from '../domain/remedy.ts';
import { emptyWithout, sourceNotInCloud } from '../domain/source-needs.ts';
import { GraphClient } from '../graph/graph-client.ts';
import type { CredentialGuard } from '../http/credentials/credential-guard.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import { heldRole } from '../sign-in/token-roles.ts';

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
  /** What a sync would do: collect the evidence, skip it, or fail. `not-tried`: only a sync finds it out. */
  outcome: 'collected' | 'skipped' | 'failed' | 'not-tried';
  reason?: SkipReason;
  /** HTTP status and request-id of Graph's answer; null if nothing was asked, or no answer came. */
  status: number | null;
  requestId: string | null;
  /** Graph's own error, if it refused. */
  graph?: GraphWords;
  error?: Failure;
}

/** The means to ask one source: a signed-in connection. */
export interface Access {
  cloud: CloudName;
  /** The command and deployment that remedies name. */
  place: Place;
  clock: Clock;
  random: () => number;
  transport: HttpTransport;
  token: string;
  guard: CredentialGuard;
}

/** Milliseconds for the sign-in and for each source, throttling included. */
export const PATIENCE = 60_000;

/** Asks one source for one object, and returns what a sync would do. Never throws an error of the source. */
export async function checkSource(collector: Collector, access: Access): Promise<SourceCheck> {
  const { permission, license, unlicensed } = collector.needs;
  const base = sourceOf(collector);
  const held = heldRole(access.token, permission);
  try {
    const { status, requestId } = await probe(collector, access);
    // Without the licence, some sources answer with an empty list.
    const licensed = license !== undefined && unlicensed === 'refused' ? true : null;
    return { ...base, granted: true, licensed, outcome: 'collected', status, requestId };
  } catch (thrown) {
    const { graph, ...error } = failureOf(thrown, access.place);
    const withoutLicense = error.name === ErrorName.licenseMissing;
    const reason = skipReason(collector, error);
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

/** Returns what every check says about a source. */
export function sourceOf({ id, title, needs }: Collector) {
  const { permission, license = null } = needs;
  return { collector: id, title, permission, license, emptyWithout: emptyWithout(needs) ?? null };
}

/** Returns the reason for which a sync would skip the source after this error; undefined if it would fail. */
export function skipReason({ skips }: Collector, { name }: Pick<Failure, 'name'>): SkipReason | undefined {
  return skips.find((skip) => ERROR_OF_SKIP[skip] === name);
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
