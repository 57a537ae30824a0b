import { byWriting } from '../domain/annotation.ts';
import type { StoredEntry } from '../log/append.ts';
import type { SealPorts } from './seal-ports.ts';
import type { SealedLog } from './sealed-log.ts';

/**
 * Seals the annotations that were written, but could not be sealed then, the oldest first. Looks at those that were written
 * after the last sealing, or in the day before it, as for runs. Returns the new entries.
 */
export async function sealAnnotations(
  connection: string,
  since: string,
  log: SealedLog,
  ports: SealPorts,
): Promise<StoredEntry[]> {
  const written = (await ports.annotations(connection)).filter(({ value }) => value.writtenAt >= since);
  const sealed: StoredEntry[] = [];
  for (const document of written.toSorted((one, other) => byWriting(one.value, other.value))) {
    const origin = await originOf(connection, log, ports);
    const { stored } = await log.sealAnnotation(document, origin, () => ports.clock.now());
    if (stored) sealed.push(stored);
  }
  return sealed;
}

/** Returns the name of a connection's log. A log keeps its name, even if its table now belongs to another stack. */
export async function originOf(connection: string, log: SealedLog, ports: SealPorts): Promise<string> {
  return (await log.newest())?.origin ?? ports.origin(connection);
}
