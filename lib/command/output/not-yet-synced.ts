import type { RecordedConnection } from '../../deployment/connection-choice.ts';
import { commandAt, type Place } from '../../domain/remedy.ts';
import { wrapped } from './terminal.ts';

/** Returns the configured connections without a sync in the register. */
export function notYetSynced(chosen: readonly RecordedConnection[], recorded: readonly string[]): string[] {
  return chosen.flatMap(({ name, configured }) => (configured && !recorded.includes(name) ? name : []));
}

/**
 * Returns a line for each connection without a sync. It names two possible reasons, because only the connection's secret
 * shows which one holds, and readers of the register may not read secrets.
 */
export function notYetSyncedText(names: readonly string[], place: Pick<Place, 'local' | 'sandbox'>): string {
  return names
    .map((connection) => {
      const connect = commandAt('connect', { ...place, command: 'sync', connection });
      return `${wrapped(`${connection}: not connected yet (${connect}), or its first sync has not run.`)}\n`;
    })
    .join('');
}
