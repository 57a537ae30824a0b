import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { findEvidence } from '../../lib/command/evidence-query.ts';
import type { LocalRegister } from '../../lib/local/local-register.ts';
import { LARGE } from './large-register.ts';
import { limitedRow, type Row } from './row.ts';

/** The pages of the register that `evidence --latest` reads, against the collectors that there are. */
export async function latestEvidence(register: LocalRegister): Promise<Row> {
  let pages = 0;
  register.client.middlewareStack.add((next) => (request) => {
    pages += 1;
    return next(request);
  });
  const collectors = COLLECTORS.map(({ id }) => id);
  const { connections } = LARGE;
  const query = { connections, collectors, requirements: [], latest: true, limit: Number.POSITIVE_INFINITY };
  const found = await findEvidence(new RegisterReader(register), query);
  const sources = connections.length * collectors.length;
  if (found.length !== sources) throw new Error(`It found ${found.length} items of ${sources}`);
  const value = `${pages} for ${sources} collectors' evidence`;
  return limitedRow('Pages that evidence --latest reads', value, pages / sources, 1);
}
