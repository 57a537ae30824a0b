import type { CheckedConnection } from '../check-document.ts';
import { credentialText } from './credential-text.ts';
import { itemTable } from './item-table.ts';

/** Returns the checks of several connections as a table: what a sync would read, and what to do about the rest. */
export function checksTable(checks: readonly CheckedConnection[], now: number): string {
  return itemTable(checks, [
    { head: 'Connection', cell: ({ connection }) => connection, box: 14 },
    { head: 'Check', cell: ({ ended }) => ended, box: 10 },
    { head: 'What a sync would read, and what to do', cell: details, box: 46 },
    { head: 'Credential', cell: (check) => credentialOf(check, now), box: 16 },
  ]);
}

function details({ sources = [], why }: CheckedConnection): string {
  const lines = sources.map(({ title, outcome, error }) => {
    return error ? `${title}: ${outcome}. ${error.remedy}` : `${title}: ${outcome}`;
  });
  return [...(why === null ? [] : [why]), ...lines].join('\n');
}

function credentialOf(check: CheckedConnection, now: number): string {
  const isUnknown = check.clientSecretExpires === null && check.why !== null;
  return isUnknown ? 'not known' : credentialText(check, now);
}
