import type { RecordedConnection } from '../../deployment/connection-choice.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { commandAt, type Place } from '../../domain/remedy.ts';
import { minuteOf } from '../../domain/time.ts';
import { firstOf } from '../../register/register-pages.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import type { OpenedRegister } from '../opened-register.ts';
import { wrapped } from './terminal.ts';

type Searched = Pick<Deployment, 'folder' | 'registerOf' | 'fictional' | 'connections'>;

/**
 * Returns the message that nothing was found, with the first and last sync of each connection and what to do. Ends with a
 * line end.
 */
export async function nothingFound(
  { what, allowEmpty }: { what: 'evidence' | 'sync' | 'due sync'; allowEmpty: boolean | undefined },
  { folder, registerOf, fictional, connections }: Searched,
  { reader, recorded, chosen }: Pick<OpenedRegister, 'reader' | 'recorded' | 'chosen'>,
): Promise<string> {
  const place = `${registerOf}${folder ? `: ${folder}` : ''}`;
  if (recorded.length === 0) {
    // A retained table has no connections of its own, and no stack that could sync.
    if (connections.length === 0) return `Nothing is in the register of ${place}\n`;
    const here = fictional ? ' --sandbox' : ' --local';
    const sync = `npx m365-evidence sync${folder ? here : ''}`;
    return `Nothing is in the register of ${place}\nThe first sync fills it: ${sync}\n`;
  }
  const spans = await Promise.all(chosen.map(({ name }) => spanOf(reader, name)));
  return [
    `No ${what} of this selection is in the register of ${place}`,
    ...spans.map((span) => wrapped(span, '  ')),
    `Choose another period, connection or filter${allowEmpty ? '' : '; --allow-empty accepts an empty result'}.`,
    '',
  ].join('\n');
}

/** Returns a line with the first and the last sync of a connection. */
async function spanOf(reader: RegisterReader, connection: string): Promise<string> {
  const read = (page: object) => reader.runs(connection, page);
  const [first, last] = await Promise.all([firstOf(read, { oldestFirst: true }), firstOf(read, {})]);
  if (!first || !last) return `${connection}: no sync`;
  return `${connection}: first sync ${minuteOf(first.startedAt)}, last sync ${minuteOf(last.startedAt)} (UTC)`;
}

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
