import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SealOf } from '../../../lib/audit/seal.ts';
import { type LocalRegister, openLocalRegister } from '../../../lib/deployment/on-laptop/local-register.ts';
import { readReport } from '../../../lib/export/html/read-report.ts';
import { renderReport } from '../../../lib/export/html/render-report.ts';
import { canonicalJson, sha256Of } from '../../../lib/log/document.ts';
import { appendSync } from '../../../lib/register/evidence-register.ts';
import { DamageLog } from '../../../lib/register/register-finding.ts';
import { type RegisterKey, registerKeys } from '../../../lib/register/register-keys.ts';
import { RegisterReader } from '../../../lib/register/register-reader.ts';
import { syncAt } from '../../support/register-entries.ts';
import { textOf } from '../../support/rendered-page.ts';
import type { Sync } from '../../support/sandbox-syncs.ts';
import { putDocument } from '../../support/stored-document.ts';
import { NOW, reported } from '../../support/written-report.ts';

let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
});
afterAll(() => register.close());

/** Records a sync like the workflow: its run lists the hash of each item. */
async function record({ run, evidence }: Sync): Promise<void> {
  const hashes = evidence.map((item) => ({
    collector: item.collector,
    sha256: sha256Of(canonicalJson(item)),
  }));
  await appendSync(register, { ...run, evidence: hashes }, evidence);
}

const put = (key: RegisterKey, document: object) => putDocument(register, key, document);
const hashOf = (document: object | undefined) => sha256Of(canonicalJson(document ?? {}));

async function report(connection: string, sealOf?: SealOf) {
  const log = new DamageLog();
  return readReport({
    reader: new RegisterReader(register, log.onDamaged),
    damaged: () => log.found(),
    connections: [reported(connection)],
    sealOf,
    now: Date.parse(NOW),
    source: 'a test',
  });
}

const AT = '2026-11-22T06:00:00.000Z';
const named = (connection: string, collector: string) => `${AT}_run of EVIDENCE#${connection}#${collector}`;

test('an unchanged register has no finding, and the report says what this does not prove', async () => {
  await record(syncAt(AT, 'untouched'));
  const data = await report('untouched');
  expect(data.damaged).toEqual([]);
  const text = textOf(await renderReport(data));
  expect(text).toContain('No difference was found.');
  expect(text).toContain('Tampering in general is not detected yet');
});

const CHECKPOINT = { size: 412, root: 'q1mS9CwV=', keyId: '5f0c2a9e' };
const SEALED = 'untouched Sealed: 412 entries, root q1mS9CwV=, key 5f0c2a9e';

test.each([
  ['intact', { checkpoint: CHECKPOINT, findings: [] }, `${SEALED}, verified when this report was written.`],
  [
    'not verified',
    { checkpoint: CHECKPOINT, findings: null },
    `${SEALED}, not verified when this report was written.`,
  ],
  [
    'altered',
    { checkpoint: CHECKPOINT, findings: ['tampered: x'] },
    `${SEALED}, but not intact when this report was written: 1 finding.`,
  ],
  ['empty', { checkpoint: null, findings: null }, 'untouched Not sealed: its log is empty.'],
])('says in one line that a log is %s', async (_, seal, line) => {
  const text = textOf(await renderReport(await report('untouched', async () => seal)));
  expect(text.replaceAll(' ,', ',')).toContain(line);
  expect(text.includes('Tampering in general is not detected yet')).toBe(seal.checkpoint === null);
});

test('a changed item is named, and marked next to its summary', async () => {
  const { run, evidence } = syncAt(AT, 'changed');
  await record({ run, evidence });
  const [item] = evidence.map((one) => ({ ...one, summary: 'All is well.' }));
  await put(registerKeys.evidence('changed', 'secure-score', run.id), item ?? {});
  const data = await report('changed');
  expect(data.damaged).toEqual([
    {
      item: named('changed', 'secure-score'),
      problem: `differs from what its sync recorded (its SHA-256 is ${hashOf(item)}, not ${hashOf(evidence[0])})`,
    },
  ]);
  const text = textOf(await renderReport(data));
  expect(text).toContain('1 item of the register not as recorded');
  expect(text).toContain('All is well. This item differs from what its sync recorded');
});

test('a changed field that this version does not know is found', async () => {
  const { run, evidence } = syncAt(AT, 'extended');
  await record({ run, evidence });
  await put(registerKeys.evidence('extended', 'secure-score', run.id), { ...evidence[0], note: 'x' });
  expect((await report('extended')).damaged).toHaveLength(1);
});

test('an item that was deleted, added, or has no recorded sync is named', async () => {
  const { run, evidence } = syncAt(AT, 'moved');
  await record({ run, evidence: evidence.slice(0, 3) });
  const TableName = register.tableName;
  const Key = marshall(registerKeys.evidence('moved', 'secure-score', run.id));
  await register.client.send(new DeleteItemCommand({ TableName, Key }));
  await put(registerKeys.evidence('moved', 'conditional-access', run.id), evidence[3] ?? {});
  const lone = syncAt('2026-11-21T06:00:00.000Z', 'moved').evidence[1];
  await put(registerKeys.evidence('moved', 'security-alerts', lone?.run ?? ''), lone ?? {});
  expect((await report('moved')).damaged).toEqual([
    {
      item: `${lone?.run} of EVIDENCE#moved#security-alerts`,
      problem: 'is of a sync that is not recorded',
    },
    {
      item: named('moved', 'conditional-access'),
      problem: 'is not in the list of what its sync recorded',
    },
    { item: named('moved', 'secure-score'), problem: 'is missing: its sync recorded it' },
  ]);
});

test('a damaged item is named once, and the report has all others', async () => {
  await record(syncAt('2026-11-21T06:00:00.000Z', 'damaged'));
  const { run, evidence } = syncAt(AT, 'damaged');
  await record({ run, evidence });
  await put(registerKeys.evidence('damaged', 'secure-score', run.id), {
    ...evidence[0],
    connection: 'other',
  });
  const data = await report('damaged');
  expect(data.damaged).toEqual([
    {
      item: named('damaged', 'secure-score'),
      problem: expect.stringContaining('is damaged (its document is of'),
    },
  ]);
  expect(data.connections[0]?.evidence.map(({ items }) => items.length)).toEqual([1, 2, 2, 2]);
  expect(data.connections[0]?.tiles[0]?.evidence?.collectedAt).toBe('2026-11-21T06:00:00.000Z');
});

test('runs of earlier versions list no hashes: nothing is reported, and the report says so', async () => {
  const { run, evidence } = syncAt(AT, 'older-version');
  await appendSync(register, run, evidence);
  const data = await report('older-version');
  expect(data.damaged).toEqual([]);
  expect(textOf(await renderReport(data))).toContain('1 sync of an earlier version recorded no hashes');
});
