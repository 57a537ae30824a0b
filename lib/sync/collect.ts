import * as z from 'zod/mini';
import type { Collector } from '../collectors/collector.ts';
import type { Clock } from '../domain/clock.ts';
import { CLOUDS } from '../domain/cloud.ts';
import type { CollectedOutcome } from '../domain/collection-outcome.ts';
import type { DataKeys } from '../domain/data-keys.ts';
import { aboutConnection } from '../domain/failure.ts';
import { METRIC, type Meter } from '../domain/measurement.ts';
import type { ReadingProgress } from '../domain/provenance.ts';
import { markedEndpoint, type SandboxName } from '../domain/sandbox.ts';
import { Session } from '../domain/session.ts';
import { emptyCaveat, sourceNotInCloud } from '../domain/source-needs.ts';
import { GraphClient } from '../graph/graph-client.ts';
import { CredentialGuard } from '../http/credentials/credential-guard.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import { unsealToken } from '../sign-in/token-seal.ts';
import type { Vault } from '../vault/vault.ts';
import { answerStore } from './answer-store.ts';

const CollectRequest = z.object({ session: Session });

interface CollectPorts {
  dataKeys: DataKeys;
  openTransport: () => HttpTransport;
  /** Keeps the answers, if the connection wants that. */
  vault: Pick<Vault, 'put'>;
  clock: Clock;
  random: () => number;
  onProgress: (progress: ReadingProgress) => void;
  /** Receives duration, pages, items and retries of every read, including failed ones. Not called if the national cloud lacks the source. */
  meter: Meter;
  /** The sandbox tenant's name; never set on AWS. */
  sandbox?: SandboxName | undefined;
}

/** Runs one collector. Throws a named error if it cannot read its source; the workflow's branch turns that into an outcome. */
export function collect(collector: Collector, ports: CollectPorts) {
  const { id, version, title, needs } = collector;
  return async (request: unknown, deadline: number): Promise<CollectedOutcome> => {
    const { session } = CollectRequest.parse(request);
    const { connection, tenantId, cloud } = session;
    const options = collector.options?.parse(session.options) ?? {};
    if (collector.absentFrom.includes(cloud)) throw sourceNotInCloud(title, cloud);
    const reading = measured(ports);
    const transport = ports.openTransport();
    try {
      const token = await unsealToken(session.sealedToken, { connection, tenant: tenantId }, ports.dataKeys);
      const guard = new CredentialGuard({ tokens: [token] });
      const graph = new GraphClient(CLOUDS[cloud], {
        ...ports,
        onProgress: (progress) => reading.onProgress(guard.clean(progress)),
        token,
        guard,
        transport,
        deadline,
        source: needs,
        answers: answerStore(collector, session, ports.vault),
      });
      return await guard.around(async () => {
        const now = ports.clock.now();
        const collected = await collector.collect(graph, { now, options });
        // First, because an answer that could not be kept ends the reading.
        const read = graph.reading();
        const missing = [...collected.missing, ...graph.missing()];
        const complete = missing.length === 0;
        return {
          collector: id,
          outcome: 'collected',
          observation: {
            title,
            collectedAt: new Date(ports.clock.now()).toISOString(),
            complete,
            missing,
            caveats: [
              ...(collected.caveats ?? []),
              ...graph.caveats(),
              ...(complete && collected.empty ? emptyCaveat(needs) : []),
            ],
            summary: complete ? collected.summary : `In the part that could be read: ${collected.summary}`,
            facts: collected.facts,
            provenance: {
              collector: id,
              collectorVersion: version,
              tenantId,
              asOf: new Date(now).toISOString(),
              ...(Object.keys(options).length > 0 && { options }),
              ...markedEndpoint(read, ports.sandbox),
            },
          },
        };
      });
    } catch (error) {
      throw aboutConnection(error, connection);
    } finally {
      transport.close();
      reading.measure({ connection, collector: id });
    }
  };
}

/** Counts pages, items and retries from now on; `measure` passes them to the meter. */
function measured({ clock, onProgress, meter }: CollectPorts) {
  const start = clock.now();
  let [pages, items, retries] = [0, 0, 0];
  return {
    onProgress(progress: ReadingProgress): void {
      if (progress.kind === 'page') ({ pages, items } = progress);
      else retries += 1;
      onProgress(progress);
    },
    measure(of: Parameters<Meter>[0]): void {
      meter(of, [
        { metric: METRIC.duration, unit: 'Milliseconds', value: clock.now() - start },
        { metric: METRIC.pages, unit: 'Count', value: pages },
        { metric: METRIC.items, unit: 'Count', value: items },
        { metric: METRIC.retries, unit: 'Count', value: retries },
      ]);
    },
  };
}
