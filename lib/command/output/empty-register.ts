import type { Deployment } from '../../deployment/deployment.ts';
import { minuteOf } from '../../domain/time.ts';
import { firstOf } from '../../register/register-pages.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import type { OpenedRegister } from '../opened-register.ts';
import { wrapped } from './terminal.ts';

type Place = Pick<Deployment, 'folder' | 'registerOf' | 'fictional' | 'connections'>;

/**
 * Returns the message that nothing was found, with the first and last sync of each connection and what to do. Ends with a
 * line end.
 */
export async function nothingFound(
  { what, allowEmpty }: { what: 'evidence' | 'sync'; allowEmpty: boolean | undefined },
  { folder, registerOf, fictional, connections }: Place,
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
