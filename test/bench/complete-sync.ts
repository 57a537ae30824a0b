import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { syncLocally } from '../../lib/deployment/on-laptop/local-sync.ts';
import { lindqvist } from '../../lib/sandbox/lindqvist.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import { memorySigning } from '../support/memory-log.ts';
import { countingTransport, type Sent } from './counting-transport.ts';
import { limitedRow, type Row } from './row.ts';

const ALERTS = 10_000;
/** Pages of a complete reading: one for each 1,000 alerts, and one each for the score, its controls, risky users and policies. */
const PAGES = ALERTS / 1_000 + 4;

/** Compares the requests of one complete sync with the number of pages. */
export async function completeSync(port: number): Promise<Row[]> {
  const sent: Sent[] = [];
  const register = await openLocalRegister();
  const { tenantId, clientId, clientSecret } = lindqvist(systemClock.now());
  const { recorded } = await syncLocally({
    input: { connection: 'default' },
    connections: async () => [{ name: 'default', secret: 'sandbox', cloud: 'global', options: {} }],
    secrets: async () => JSON.stringify({ tenantId, clientId, clientSecret }),
    openTransport: () => countingTransport(openSandboxTransport(port), sent),
    sandbox: 'many-alerts',
    register,
    sealing: memorySigning(),
    vault: { put: async () => {}, read: async () => undefined },
    clock: systemClock,
  });
  await register.close();
  if (recorded?.status !== 'complete') throw new Error(`The sync ended ${recorded?.status ?? 'unrecorded'}`);
  return rowsOf(sent);
}

function rowsOf(sent: readonly Sent[]): Row[] {
  const tokens = sent.filter(({ path }) => path.endsWith('/token'));
  const read = sent.filter(({ path, status }) => path.startsWith('/v1.0/') && status === 200);
  const other = sent.filter((entry) => !tokens.includes(entry) && !read.includes(entry));
  const words = other.map(({ path, status }) => `${path.split('/').at(-1)} ${status}`);
  return [
    limitedRow('Pages read by a complete sync', `${read.length} of ${PAGES}`, read.length / PAGES, 1),
    limitedRow('Token requests of a complete sync', String(tokens.length), tokens.length, 1),
    { what: 'Its other requests', value: other.length ? `${other.length}: ${words.join(', ')}` : 'none' },
  ];
}
