import { isRenewalUrgent } from '../../domain/secret-source.ts';
import type { CheckedConnection } from '../check-document.ts';
import { itemTable } from './item-table.ts';

/** Returns the checks of several connections as a table: what a sync would read, and what to do about the rest. */
export function checksTable(checks: readonly CheckedConnection[], now: number): string {
  return itemTable(checks, [
    { head: 'Connection', cell: ({ connection }) => connection, box: 14 },
    { head: 'Check', cell: ({ ended }) => ended, box: 10 },
    { head: 'What a sync would read, and what to do', cell: details, box: 46 },
    { head: 'Credential', cell: (check) => credentialText(check, now), box: 16 },
  ]);
}

function details({ sources = [], why }: CheckedConnection): string {
  const lines = sources.map(({ title, outcome, error }) => {
    return error ? `${title}: ${outcome}. ${error.remedy}` : `${title}: ${outcome}`;
  });
  return [...(why === null ? [] : [why]), ...lines].join('\n');
}

function credentialText({ credential, clientSecretExpires, why }: CheckedConnection, now: number): string {
  if (credential === 'federated') return 'no expiry date: federated';
  const name = credential === 'certificate' ? 'certificate' : 'secret';
  if (clientSecretExpires === null) return why === null ? `${name}: expiry date not recorded` : 'not known';
  return `${name}: expires ${clientSecretExpires}${isRenewalUrgent(clientSecretExpires, now) ? ', renew it now' : ''}`;
}
