import {
  type DayDone,
  recordSandboxHistory,
  type SandboxHistory,
} from '../../lib/deployment/on-laptop/sandbox-history.ts';
import type { RegisterReader } from '../../lib/register/register-reader.ts';
import { connections, type syncSandbox } from './local-sync.ts';
import { memorySigning } from './memory-log.ts';

/** A sync of the sandbox tenant on the day that all histories count back from. */
export type Today = Awaited<ReturnType<typeof syncSandbox>>;

/** A time of that day, in milliseconds since 1970. */
export const NOW = Date.parse('2026-11-23T16:20:00Z');

/** Returns the dates (`YYYY-MM-DD`) from `from` to `to` days before today. */
export function daysBefore(from: number, to = from): string[] {
  return Array.from({ length: from - to + 1 }, (_, index) =>
    new Date(NOW - (from - index) * 86_400_000).toISOString().slice(0, 10),
  );
}

/** Records a history of a connection in today's register, by default of thirty days. Returns how each day ended. */
export async function record(
  { table: register, vault }: Today,
  connection: string,
  how: Partial<SandboxHistory> = {},
): Promise<DayDone[]> {
  const done: DayDone[] = [];
  const onDay = (day: DayDone) => void done.push(day);
  const base = {
    days: 30,
    now: NOW,
    connections,
    connection,
    register,
    sealing: memorySigning(),
    vault,
    onDay,
  };
  await recordSandboxHistory({ ...base, ...how });
  return done;
}

/** Returns a connection's syncs, oldest first, with the collected facts. */
export async function readStory(reader: RegisterReader, connection: string) {
  const { items } = await reader.runs(connection, { limit: 500 });
  const syncs = items.toReversed().map(async (run) => {
    const evidence = await reader.evidenceOf(run);
    const facts = Object.fromEntries(evidence.map((item) => [item.collector, item.facts]));
    return { day: run.startedAt.slice(0, 10), run, evidence, facts };
  });
  return Promise.all(syncs);
}

export type Story = Awaited<ReturnType<typeof readStory>>;
