import { COLLECTORS } from '../collectors/registry.ts';
import type { RecordedEvidence } from '../domain/evidence.ts';
import { eachItem, type PageRequest } from '../register/register-pages.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { runsAround } from '../register/runs-around.ts';
import { changesIn, type Window, type WindowChanges, windowsOf } from './changes.ts';
import type { ConnectionHistory, ReportedConnection } from './connection-history.ts';
import type { AuditPeriod } from './period.ts';

/** Reads the evidence from the start of each window (by default of all), and compares the newest evidence with it. */
export async function readChanges(
  reader: RegisterReader,
  { name, staleAfterHours, collectors }: ReportedConnection & Pick<ConnectionHistory, 'collectors'>,
  period: AuditPeriod,
  windows: readonly Window[] = windowsOf(period, staleAfterHours),
): Promise<WindowChanges[]> {
  const changes = windows.map(async (window) => {
    const readings = COLLECTORS.map(async ({ id }) => {
      const contents = collectors.find(({ collector }) => collector === id);
      const read = [...(contents?.items ?? []), ...(contents?.around ?? [])];
      // Without a chosen start, the register was read from its beginning.
      const isRead = !period.chosen || (period.from !== null && Date.parse(period.from) <= window.from);
      const near = isRead ? read : [...read, ...(await readNear(reader, { connection: name, id }, window))];
      return { collector: id, newest: contents?.newest[0] ?? null, near };
    });
    return changesIn(window, await Promise.all(readings));
  });
  return Promise.all(changes);
}

/** Reads the evidence that was collected near a window's start, which may lie before the report's period. */
async function readNear(
  reader: RegisterReader,
  { connection, id }: { connection: string; id: string },
  window: Window,
): Promise<RecordedEvidence[]> {
  const [from, to] = [window.from, window.to + 1].map((time) => new Date(time).toISOString());
  const list = (page: PageRequest) => reader.ignoringDamage().history(connection, id, page);
  return Array.fromAsync(eachItem(list, runsAround({ from, to })));
}
