import { createHash } from 'node:crypto';
import type { Collector } from '../../lib/collectors/collector.ts';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { CLOUDS } from '../../lib/domain/cloud.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { DAY } from '../../lib/domain/time.ts';
import { evidenceOf } from '../../lib/frameworks/evidence-mapping.ts';
import { GraphClient } from '../../lib/graph/graph-client.ts';
import { CredentialGuard } from '../../lib/http/credentials/credential-guard.ts';
import type { HttpTransport } from '../../lib/http/http-transport.ts';
import { collectionPage } from '../../lib/sandbox/collection.ts';
import { lindqvist } from '../../lib/sandbox/lindqvist.ts';
import { sourceAt } from '../../lib/sandbox/sources.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A sync in the register. */
export interface Sync {
  run: SyncRun;
  evidence: Evidence[];
}

export interface History {
  connection?: string;
  syncs: number;
  /** The start of the last sync. */
  last: string;
  everyHours?: number;
}

/**
 * Returns complete syncs of the healthy sandbox tenant up to `last`, oldest first, read by the real collectors. Much faster
 * than its recorded history, because no workflow and no server runs.
 */
export async function sandboxSyncs(history: History): Promise<Sync[]> {
  const { connection = 'default', syncs, last, everyHours = 24 } = history;
  const starts = Array.from(
    { length: syncs },
    (_, index) => Date.parse(last) - (syncs - 1 - index) * everyHours * 3_600_000,
  );
  return Promise.all(starts.map((start) => syncOf(connection, start, Date.parse(last))));
}

async function syncOf(connection: string, start: number, last: number): Promise<Sync> {
  const tenant = lindqvist(last, (last - start) / DAY);
  const startedAt = new Date(start).toISOString();
  const id = `${startedAt}_${guid(`${connection} ${startedAt}`)}`;
  const { tenantId } = tenant;
  const evidence = await Promise.all(
    COLLECTORS.map(async (collector, index) => {
      const at = start + 2_000 + index * 311;
      const observation = await observe(collector, tenant, at);
      const collected = { collector: collector.id, outcome: 'collected' as const, observation };
      return evidenceOf(collected, collector.evidenceFor, { run: id, connection, tenantId });
    }),
  );
  const run: SyncRun = {
    id,
    connection,
    tenantId,
    startedAt,
    endedAt: new Date(start + 5_120).toISOString(),
    status: 'complete',
    outcomes: COLLECTORS.map((collector) => ({ collector: collector.id, outcome: 'collected' })),
    permissions: { granted: [...tenant.roles], missing: [], excessive: [] },
    clientSecretExpires: null,
    execution: `arn:aws:states:eu-central-1:111122223333:execution:Sync:${guid(`${connection} ${startedAt}`)}`,
  };
  return { run, evidence };
}

async function observe(collector: Collector, tenant: SandboxTenant, at: number) {
  const { id, version, title, needs } = collector;
  const clock = new VirtualClock(new Date(at).toISOString());
  const graph = new GraphClient(CLOUDS.global, {
    // A token that no answer repeats: an answer that does is changed, and its evidence says so.
    token: 'the-token-of-sandbox-syncs',
    guard: new CredentialGuard({}),
    source: needs,
    deadline: at + 600_000,
    transport: graphOf(tenant, at),
    clock,
    random: () => 0.5,
    onProgress: () => {},
  });
  const { summary, facts, missing } = await collector.collect(graph, { now: at, options: {} });
  return {
    title,
    collectedAt: new Date(at).toISOString(),
    complete: missing.length === 0,
    missing,
    caveats: [],
    summary,
    facts,
    provenance: { collector: id, collectorVersion: version, tenantId: tenant.tenantId, ...graph.reading() },
  };
}

/** Returns the sandbox's answers without a server. Request-ids and times derive from the request and its time. */
function graphOf(tenant: SandboxTenant, at: number): HttpTransport {
  return {
    async send({ url }) {
      const source = sourceAt(url);
      if (!source) throw new Error(`The sandbox has no ${url.pathname}`);
      const found = tenant.data[source.path] ?? source.empty;
      const { status, body } = Array.isArray(found)
        ? collectionPage(url, found, source)
        : { status: 200, body: found };
      const date = new Date(at).toUTCString();
      const headers = { 'request-id': guid(`${url.href} ${at}`), date };
      return { status, headers, body: Buffer.from(JSON.stringify(body)) };
    },
    close() {},
  };
}

function guid(of: string): string {
  return createHash('sha256')
    .update(of)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}
