import { expect, test } from '@jest/globals';
import type { Evidence } from '../../lib/domain/evidence.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';
import { recordEvidence } from '../../lib/sync/record-evidence.ts';
import { emptyObservation } from '../support/observation.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const execution = { id: 'arn:execution', name: 'n1', startedAt: '2026-11-23T11:59:00Z' };
const session = {
  connection: 'default',
  tenantId: 't1',
  cloud: 'global',
  options: {},
  clientSecretExpires: null,
  permissions: null,
};
const collected = { collector: 'secure-score', outcome: 'collected', observation: emptyObservation };
const skipped = {
  collector: 'risky-users',
  outcome: 'skipped',
  reason: 'license-missing',
  remedy: 'Buy it.',
};
const failed = { collector: 'security-alerts', outcome: 'failed', error: { Error: 'States.Timeout' } };

async function record(request: unknown) {
  const written: { run: SyncRun; evidence: readonly Evidence[] }[] = [];
  const step = recordEvidence({
    append: async (run, evidence) => {
      written.push({ run, evidence });
    },
    clock: new VirtualClock(),
    evidenceFor: (collector) => (collector === 'removed' ? undefined : { 'soc2-2017': ['CC7.1'] }),
  });
  return { recorded: await step(request), ...written[0] };
}

test('records evidence for collected outcomes, but not for skipped or failed ones', async () => {
  const { run, evidence, recorded } = await record({
    execution,
    session,
    outcomes: [collected, skipped, failed],
  });
  expect(evidence?.map(({ id }) => id)).toEqual(['default/secure-score/2026-11-23T11:59:00.000Z_n1']);
  expect(evidence?.[0]?.requirements).toEqual([
    expect.objectContaining({ framework: 'soc2-2017', id: 'CC7.1' }),
  ]);
  expect(run).toMatchObject({
    id: '2026-11-23T11:59:00.000Z_n1',
    status: 'incomplete',
    startedAt: '2026-11-23T11:59:00.000Z',
    endedAt: '2026-11-23T12:00:00.000Z',
    execution: 'arn:execution',
    outcomes: [
      { collector: 'secure-score', outcome: 'collected' },
      skipped,
      {
        collector: 'security-alerts',
        outcome: 'failed',
        error: { name: 'States.Timeout', remedy: expect.any(String) },
      },
    ],
  });
  expect(recorded).toMatchObject({
    status: 'incomplete',
    failure: { error: 'SyncIncomplete', cause: expect.stringContaining('security-alerts:') },
  });
});

test('keeps the evidence of a collector that it does not know, and says that no requirement is named', async () => {
  const observation = { ...emptyObservation, caveats: ['Its own caveat'] };
  const { evidence = [] } = await record({
    execution,
    session,
    outcomes: [
      { ...collected, observation },
      { ...collected, collector: 'removed', observation },
    ],
  });
  expect(evidence.map(({ collector, caveats }) => [collector, caveats])).toEqual([
    ['secure-score', ['Its own caveat']],
    ['removed', ['Its own caveat', expect.stringContaining('does not know its collector')]],
  ]);
  expect(evidence[1]?.requirements).toEqual([]);
});

test('the run lists the SHA-256 of each evidence item', async () => {
  const { run, evidence } = await record({ execution, session, outcomes: [collected, skipped, failed] });
  const document = canonicalJson(evidence?.[0] ?? {});
  expect(run?.evidence).toEqual([{ collector: 'secure-score', sha256: sha256Of(document) }]);
});

test.each<[string, unknown, string]>([
  ['of a schedule', { connection: 'default', trigger: 'schedule' }, 'schedule'],
  ['that names nothing', { connection: 'default' }, 'manual'],
  ['with an unknown trigger', { connection: 'default', trigger: 'cron' }, 'manual'],
  ['that is no object', 'default', 'manual'],
  ['that is missing', undefined, 'manual'],
])('records what started the sync: an input %s', async (_, input, trigger) => {
  const { run } = await record({ execution, input, session, outcomes: [collected] });
  expect(run?.trigger).toBe(trigger);
});

test('records what started a sync that was rejected', async () => {
  const input = { connection: 'default', trigger: 'schedule' };
  const { run } = await record({ execution, input, rejection: { Error: 'SignInRejected', Cause: 'No.' } });
  expect(run).toMatchObject({ trigger: 'schedule', status: 'rejected' });
});

test('a sync whose collectors collected or were skipped is complete', async () => {
  const { recorded } = await record({ execution, session, outcomes: [collected, skipped] });
  expect(recorded.status).toBe('complete');
});

test('records a rejected sign-in with its error, and its tenant if that is known', async () => {
  const failure = {
    name: 'SignInRejected',
    message: 'No.',
    remedy: 'Do this.',
    code: 'AADSTS7000215',
    tenantId: 't1',
  };
  const Cause = JSON.stringify({ errorType: 'SignInRejected', errorMessage: JSON.stringify(failure) });
  const request = {
    execution,
    input: { connection: 'default' },
    rejection: { Error: 'SignInRejected', Cause },
  };
  const { run, evidence, recorded } = await record(request);
  expect(run).toMatchObject({ status: 'rejected', tenantId: 't1', outcomes: [], error: failure });
  expect(evidence).toEqual([]);
  expect(recorded.failure).toEqual({ error: 'SignInRejected', cause: 'No. Do this.' });
});

test.each([{}, null, 'default', { connection: 'A B' }, { connection: 'defualt' }])(
  'does not record a sync with the input %j, but returns its error',
  async (input) => {
    const { recorded, run } = await record({
      execution,
      input,
      rejection: { Error: 'ConnectionUnknown', Cause: 'No name.' },
    });
    expect(run).toBeUndefined();
    expect(recorded).toMatchObject({ status: 'rejected', failure: { error: 'ConnectionUnknown' } });
  },
);

test('refuses an invalid sync before it writes anything', async () => {
  await rejection(record({ execution, session, outcomes: [{ collector: 'x', outcome: 'fine' }] }));
});

test('reads the sandbox mark from its port, never from the state', async () => {
  const { run, evidence } = await record({
    execution,
    session: { ...session, sandbox: 'healthy' },
    outcomes: [{ ...collected, sandbox: 'healthy' }],
    sandbox: 'healthy',
  });
  expect([run?.sandbox, evidence?.[0]?.sandbox]).toEqual([undefined, undefined]);
});
