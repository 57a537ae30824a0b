import type { ConnectionCheck } from '../../deployment/connection-check.ts';
import type { SourceCheck } from '../../deployment/source-check.ts';
import type { CredentialKind } from '../../domain/credential-kind.ts';
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
      cell: ({ error, outcome }) =>
        error?.remedy ??
        (outcome === 'not-tried' ? 'not tried: a sync tries it' : 'nothing: a sync collects it'),
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

function answerText({ status, error, graph, outcome }: SourceCheck): string {
  if (status === null) {
    // A refusal of Graph has a status: without it, only the token's permissions were looked at.
    const notTried = outcome === 'not-tried' || error?.name === ErrorName.permissionMissing;
    if (notTried) return 'not tried';
    return error?.name === ErrorName.sourceNotInCloud ? 'not asked' : 'no answer';
  }
  if (graph) return stated(graph);
  return error?.code && error.code !== String(status) ? `${status} ${error.code}` : String(status);
}

/** Who can use an app's permissions, by its credential. */
const WHO_CAN: Record<CredentialKind, string> = {
  secret: 'Anyone who has its secret',
  certificate: 'Anyone who has its private key',
  federated: 'Anyone who can change the function that signs in, or assume its role,',
};

/** Returns a warning about permissions that are not needed; empty if all are needed. */
export function excessiveWarning({ permissions }: ConnectionCheck, kind: CredentialKind): string {
  const excessive = permissions?.excessive ?? [];
  if (excessive.length === 0) return '';
  const warning = `Warning: the app has permissions that no evidence needs: ${excessive.join(', ')}. ${WHO_CAN[kind]} can use them: remove them from the app registration, unless something else needs them.`;
  return `${wrapped(warning)}\n`;
}
