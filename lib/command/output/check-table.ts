import type { ConnectionCheck } from '../../deployment/connection-check.ts';
import type { SourceCheck } from '../../deployment/source-check.ts';
import { ErrorName } from '../../domain/errors.ts';
import { stated } from '../../domain/graph-words.ts';
import { itemTable } from './item-table.ts';
import { wrapped } from './terminal.ts';

/** Returns the result of a check as a table. */
export function checkTable({ sources }: ConnectionCheck): string {
  return itemTable(sources, [
    { head: 'Evidence', cell: ({ title }) => title, box: 12 },
    { head: 'Permission', cell: ({ permission }) => permission, box: 26 },
    { head: 'Granted', cell: grantedText, box: 'line' },
    { head: 'Licence', cell: licenceText, box: 12 },
    { head: 'Graph answered', cell: answerText, box: 18 },
    {
      head: 'What to do',
      cell: ({ error }) => error?.remedy ?? 'nothing: a sync collects it',
      box: 16,
    },
  ]);
}

function grantedText({ granted }: SourceCheck): string {
  if (granted === null) return 'not known';
  return granted ? 'granted' : 'MISSING';
}

function licenceText({ license, licensed, emptyWithout }: SourceCheck): string {
  if (emptyWithout !== null && licensed !== false) return `${emptyWithout}: without it always empty`;
  if (license === null) return 'none needed';
  if (licensed === null) return `${license}: not known`;
  return `${license}: ${licensed ? 'present' : 'MISSING'}`;
}

function answerText({ status, error, graph }: SourceCheck): string {
  if (status === null) return error?.name === ErrorName.sourceNotInCloud ? 'not asked' : 'no answer';
  if (graph) return stated(graph);
  return error?.code && error.code !== String(status) ? `${status} ${error.code}` : String(status);
}

/** Returns a warning about permissions that are not needed; empty if all are needed. */
export function excessiveWarning({ permissions }: ConnectionCheck): string {
  const excessive = permissions?.excessive ?? [];
  if (excessive.length === 0) return '';
  const warning = `Warning: the app has permissions that no evidence needs: ${excessive.join(', ')}. Anyone who has its secret can use them: remove them from the app registration, unless something else needs them.`;
  return `${wrapped(warning)}\n`;
}
