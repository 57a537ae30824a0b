import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { findEvidence } from '../../lib/command/evidence-query.ts';
import { unreadByNewest } from '../../lib/command/unread-by-newest.ts';
import type { LocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { DEFAULT_SETTINGS } from '../../lib/domain/settings.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { limitedRow, type Row } from './row.ts';

/** Compares the evidence queries of `evidence --latest` with the number of collectors, and counts its other queries. */
export async function latestEvidence(register: LocalRegister): Promise<Row> {
  let queries = 0;
  register.client.middlewareStack.add((next) => (request) => {
    queries += 1;
    return next(request);
  });
  const reader = new RegisterReader(register);
  const connections = await reader.connections();
  const before = queries;
  const now = Date.now();
  const query = {
    connections,
    requirements: [],
    settings: DEFAULT_SETTINGS,
    latest: true,
    limit: Number.POSITIVE_INFINITY,
    now,
  };
  const { evidence: found } = await findEvidence({ reader, damaged: () => [] }, query);
  const read = queries - before;
  await unreadByNewest(reader, connections, () => true, now);
  const sources = connections.length * COLLECTORS.length;
  if (found.length !== sources) throw new Error(`It found ${found.length} items of ${sources}`);
  const others = `${queries - read} for the connections and their newest syncs`;
  const value = `${read} for ${sources} collectors' evidence and its runs, and ${others}`;
  // Each item is compared with the record of its run.
  return limitedRow('Queries of evidence --latest', value, read / (sources + connections.length), 1);
}
