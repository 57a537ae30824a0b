import type { ConnectionSource } from '../../domain/connection.ts';
import { runId } from '../../domain/execution.ts';
import type { SyncStatus } from '../../domain/sync-run.ts';
import { DAY } from '../../domain/time.ts';
import { UserError } from '../../domain/user-error.ts';
import { RegisterReader } from '../../register/register-reader.ts';
import { type HistoryDay, historyDays, todayAtFive } from '../../sandbox/history-days.ts';
import { openSandboxTransport } from '../../sandbox/sandbox-transport.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { SandboxTenantName } from '../../sandbox/tenant-names.ts';
import { sandboxTenant } from '../../sandbox/variants.ts';
import { type ExecutionEnd, failureText } from '../sync-end.ts';
import type { StepPorts } from './local-steps.ts';
import { syncLocally } from './local-sync.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface SandboxHistory extends Pick<StepPorts, 'register' | 'sealing' | 'vault' | 'settings'> {
  /** How many days before today, 1 to 400. */
  days: number;
  /** Milliseconds since 1970. Its day in UTC is today, which the history does not include. */
  now: number;
  /** Name of one of the connections. */
  connection: string;
  connections: ConnectionSource;
  /** Called after each day, the oldest first. */
  onDay?: ((day: DayDone) => void) | undefined;
  /** Ends the history; an interrupted sync leaves nothing in the register. */
  signal?: AbortSignal | undefined;
}

/** The sync of a day ended without a record. */
class HistoryNotRecorded extends UserError {
  override readonly name = 'HistoryNotRecorded';
}

/** How a day's sync ended; `none` if the day has no sync, `known` if the register held it before. */
type DaySync = SyncStatus | 'none' | 'known';

export interface DayDone {
  /** `YYYY-MM-DD`. */
  date: string;
  sync: DaySync;
}

/**
 * Records the sandbox tenant's last days with one real local sync for each, dated on that day, on a clock that never
 * waits. Skips syncs that the register holds already. Throws WrongUsage if `days` is not from 1 to 400.
 */
export async function recordSandboxHistory(history: SandboxHistory): Promise<void> {
  const { days, now, signal, onDay = () => {} } = history;
  for (const day of historyDays(days, now)) {
    if (signal?.aborted) return;
    const sync = day.variant === null ? 'none' : await recordDay(day, day.variant, history);
    if (sync) onDay({ date: day.date, sync });
  }
}

/** Resolves with undefined if the sync was interrupted. */
async function recordDay(
  { date, ago, startsAt, chance }: HistoryDay,
  variant: SandboxTenantName,
  { now, connection, connections, register, sealing, vault, settings, signal }: SandboxHistory,
): Promise<DaySync | undefined> {
  const name = `sandbox-${date}`;
  const id = runId({ startedAt: new Date(startsAt).toISOString(), name });
  if (await new RegisterReader(register).run(connection, id)) return 'known';
  const clock = new VirtualClock(startsAt);
  const { tenant, secret, service } = sandboxTenant(variant, todayAtFive(now), ago);
  const sandbox = await startSandbox({ tenant, clock, latency: 40, ...service });
  try {
    const { result, recorded } = await syncLocally({
      input: { connection },
      connections,
      name,
      secrets: async () => JSON.stringify(secret),
      openTransport: () => openSandboxTransport(sandbox.port),
      sandbox: 'healthy',
      register,
      sealing,
      vault,
      settings,
      // The history ends yesterday, so nothing is due after its last day.
      longestPause: ago > 1 ? DAY : undefined,
      clock,
      random: () => chance,
      retryInterval: 0,
      signal,
    });
    if (recorded) return recorded.status;
    if (result.ended === 'aborted') return undefined;
    throw new HistoryNotRecorded(`The sync of ${date} could not be recorded: ${whyOf(result)}`, {
      remedy: 'Run the command again. It skips the days that are recorded.',
    });
  } finally {
    await sandbox.close();
  }
}

function whyOf(result: ExecutionEnd): string {
  return result.ended === 'failed' ? failureText(result) : 'its workflow ended without recording it';
}
