import * as z from 'zod/mini';
import type { Collector } from '../collectors/collector.ts';
import type { Clock } from '../domain/clock.ts';
import { CLOUDS } from '../domain/cloud.ts';
import type { CollectedOutcome } from '../domain/collection-outcome.ts';
import type { DataKeys } from '../domain/data-keys.ts';
import { SourceNotInCloud } from '../domain/errors.ts';
import type { ReadingProgress } from '../domain/reading-progress.ts';
import { Session } from '../domain/session.ts';
import { skipRemedy } from '../domain/source-needs.ts';
import { GraphClient } from '../graph/graph-client.ts';
import type { HttpTransport } from '../graph/http-transport.ts';
import { unsealToken } from '../graph/token-seal.ts';

const CollectRequest = z.object({ session: Session });

export interface CollectPorts {
  dataKeys: DataKeys;
  openTransport: () => HttpTransport;
  clock: Clock;
  random: () => number;
  onProgress: (progress: ReadingProgress) => void;
}

/** Runs one collector. What it cannot read is thrown as a named error; the branch makes an outcome of that. */
export function collect(collector: Collector, ports: CollectPorts) {
  const { id, version, title, needs } = collector;
  return async (request: unknown, deadline: number): Promise<CollectedOutcome> => {
    const { session } = CollectRequest.parse(request);
    const { connection, tenantId, cloud, includeUserNames } = session;
    if (collector.absentFrom.includes(cloud)) {
      throw new SourceNotInCloud(`${title} cannot be read in the cloud ${cloud}`, {
        remedy: skipRemedy('not-in-this-cloud', needs),
      });
    }
    const token = await unsealToken(session.sealedToken, { connection, tenant: tenantId }, ports.dataKeys);
    const transport = ports.openTransport();
    try {
      const graph = new GraphClient(CLOUDS[cloud], { ...ports, token, transport, deadline, source: needs });
      const { summary, facts, missing } = await collector.collect(graph, {
        now: ports.clock.now(),
        includeUserNames,
      });
      const allMissing = [...missing, ...graph.missing()];
      return {
        collector: id,
        outcome: 'collected',
        observation: {
          title,
          collectedAt: new Date(ports.clock.now()).toISOString(),
          complete: allMissing.length === 0,
          missing: allMissing,
          summary: allMissing.length === 0 ? summary : `In the part that could be read: ${summary}`,
          facts,
          provenance: { collector: id, collectorVersion: version, tenantId, ...graph.reading() },
        },
      };
    } finally {
      transport.close();
    }
  };
}
