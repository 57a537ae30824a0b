import { html } from 'hono/html';
import type { ConnectionReport, ReportData } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import type { RegisterFinding } from '../../register/register-finding.ts';
import type { Html } from './html.ts';

const NOT_SEALED =
  'Tampering in general is not detected yet: a person who can write to the register’s table can change an item and its sync together. Until the register has a sealed log, its integrity rests on who may write to the table: on AWS access control, or on this machine’s file permissions.';
const SEALED =
  'A person who can write to the register’s table could change an item and its sync together. That shows in the signed log of the connection, as long as the person cannot use the key that signs. Keep the size and root below: a log that is rewritten or cut off later does not fit them.';

const isSealed = ({ seal }: ConnectionReport): boolean => Boolean(seal?.checkpoint);

/** Says in one line how far a connection is sealed, and whether that was verified. */
function sealView({ name, seal }: ConnectionReport): Html {
  if (!seal) return html``;
  const { checkpoint, findings } = seal;
  if (!checkpoint) return html`<p class="note attention"><b>${name}</b> Not sealed: its log is empty.</p>`;
  const { size, root, keyId } = checkpoint;
  const sealed = html`<b>${name}</b> Sealed: ${counted(size, 'entry', 'entries')}, root <code>${root}</code>, key <code>${keyId}</code>`;
  if (findings === null) return html`<p>${sealed}, not verified when this report was written.</p>`;
  if (findings.length === 0) return html`<p>${sealed}, verified when this report was written.</p>`;
  return html`<p class="note trouble">${sealed}, but not intact when this report was written: ${counted(findings.length, 'finding')}.</p>
<ul>${findings.slice(0, MOST_FINDINGS).map((finding) => html`<li>${finding}</li>`)}</ul>`;
}

/** `verify` lists all. */
const MOST_FINDINGS = 20;

/** Explains what comparing hashes can and cannot show, and lists what it found. */
export function integrityView({ connections, damaged, inFuture }: ReportData): Html {
  return html`<p>Each sync records the SHA-256 of its evidence items. This report compares them with the items of the period, which shows an item that was changed, added or removed on its own. ${connections.every(isSealed) ? SEALED : NOT_SEALED}</p>
${connections.map(sealView)}
${damaged.length > 0 ? findingsView('trouble', `${counted(damaged.length, 'item')} not as recorded:`, damaged) : html`<p>No difference was found.${withoutHashes(connections)}</p>`}
${inFuture.length > 0 && findingsView('attention', `${counted(inFuture.length, 'entry', 'entries')} dated in the future, which count for nothing else in this report:`, inFuture)}`;
}

function findingsView(mood: string, heading: string, findings: readonly RegisterFinding[]): Html {
  return html`<p class="note ${mood}">${heading}</p>
<ul>${findings.map(({ item, problem }) => html`<li><code>${item}</code> ${problem}</li>`)}</ul>`;
}

/** Counts the syncs of earlier versions, which recorded no hashes to compare. */
function withoutHashes(connections: readonly ConnectionReport[]): string {
  const runs = connections.flatMap((connection) => connection.runs);
  const unhashed = runs.filter(
    ({ evidence, outcomes }) => !evidence && outcomes.some(({ outcome }) => outcome === 'collected'),
  );
  if (unhashed.length === 0) return '';
  return ` ${counted(unhashed.length, 'sync')} of an earlier version recorded no hashes, so ${unhashed.length === 1 ? 'its evidence was' : 'their evidence was'} not compared.`;
}
