import { describe, expect, test } from '@jest/globals';
import { tileOf } from '../../lib/audit/tile.ts';
import { conditionalAccess } from '../../lib/collectors/conditional-access/collector.ts';
import { secureScore } from '../../lib/collectors/secure-score/collector.ts';
import type { Facts } from '../../lib/domain/observation.ts';
import { syncAt } from '../support/register-entries.ts';
import { EXPIRED, failing, rejected, skipping, UNAVAILABLE } from '../support/sync-outcomes.ts';

const [YESTERDAY, TODAY] = ['2026-11-22T06:00:00.000Z', '2026-11-23T06:00:00.000Z'];
const TIME = { asOf: Date.parse('2026-11-23T12:00:00Z'), staleAfterHours: 48 };
const ID = secureScore.id;

const syncOf = (at: string, facts: Facts) => syncAt(at, 'a', { [ID]: facts });
const [before, after] = [syncOf(YESTERDAY, { percentage: 61.9 }), syncOf(TODAY, { percentage: 62.4 })];
const evidence = [...after.evidence, ...before.evidence];

test('a tile has the headline, its age and its earlier value', () => {
  expect(tileOf(secureScore, after.run, evidence, TIME)).toMatchObject({
    state: 'fresh',
    value: 62.4,
    ageHours: 6,
    stale: false,
    why: null,
    change: { since: YESTERDAY, before: 61.9, after: 62.4, others: [] },
  });
});

test('a change between two collector versions says that it does not compare all facts', () => {
  const earlier = before.evidence.map((item) => ({
    ...item,
    provenance: { ...item.provenance, collectorVersion: '1' },
  }));
  expect(tileOf(secureScore, after.run, evidence, TIME).change?.limit).toBeNull();
  expect(tileOf(secureScore, after.run, [...after.evidence, ...earlier], TIME).change).toMatchObject({
    before: 61.9,
    limit:
      'Collector version 1 read the earlier evidence, and 2 the later. Only facts that both read are compared.',
  });
});

test('a collector that was never read has no figure, not zero', () => {
  expect(tileOf(secureScore, undefined, [], TIME)).toMatchObject({
    state: 'never-read',
    value: null,
    evidence: null,
    ageHours: null,
    change: null,
  });
});

test('evidence without a figure still counts as read', () => {
  const { run, evidence } = syncOf(TODAY, { percentage: null });
  expect(tileOf(secureScore, run, evidence, TIME)).toMatchObject({
    state: 'fresh',
    value: null,
    change: null,
  });
});

describe('the newest sync takes precedence over the newest evidence', () => {
  test.each([
    ['failed', failing(after, ID), `${UNAVAILABLE.name} (503)`, UNAVAILABLE.remedy],
    ['skipped', skipping(after, ID), 'license-missing', 'The tenant needs Microsoft Entra ID P2.'],
    ['rejected', rejected(after), 'SignInRejected (AADSTS7000222)', EXPIRED.remedy],
  ])('%s: shows the reason, the remedy and the last figure with its date', (state, { run }, name, remedy) => {
    const tile = tileOf(secureScore, run, before.evidence, TIME);
    expect(tile).toMatchObject({ state, why: { name, remedy }, value: 61.9, ageHours: 30 });
    expect(tile.evidence?.collectedAt).toBe(YESTERDAY);
  });

  test('unless the evidence is from a later sync whose end was not recorded', () => {
    expect(tileOf(secureScore, failing(before, ID).run, after.evidence, TIME)).toMatchObject({
      state: 'fresh',
      why: null,
    });
  });

  test('and unless that sync did not have the collector', () => {
    const run = { ...after.run, outcomes: [] };
    expect(tileOf(secureScore, run, before.evidence, TIME)).toMatchObject({ state: 'fresh', why: null });
  });
});

test('evidence is stale if it is older than the connection allows, even after a failure', () => {
  const asOf = Date.parse('2026-11-24T06:00:00Z');
  expect(tileOf(secureScore, before.run, before.evidence, { ...TIME, asOf }).state).toBe('fresh');
  expect(tileOf(secureScore, before.run, before.evidence, { ...TIME, asOf: asOf + 1 }).state).toBe('stale');
  const failed = tileOf(secureScore, failing(after, ID).run, before.evidence, { ...TIME, asOf: asOf + 1 });
  expect(failed).toMatchObject({ state: 'failed', stale: true });
});

test('shows partial evidence, and a source that was out of date', () => {
  const [item] = syncOf(TODAY, { percentage: 62.4, stale: true }).evidence;
  if (!item) throw new Error('The sync has no evidence');
  const partial = { ...item, complete: false, missing: ['half of it'] };
  expect(tileOf(secureScore, after.run, [partial], TIME)).toMatchObject({
    state: 'partial',
    caveats: ['Microsoft’s own figure was out of date when it was read.'],
  });
  expect(tileOf(secureScore, after.run, evidence, TIME).caveats).toEqual([]);
});

test('partial evidence is not compared with complete evidence: its zero may mean "not read"', () => {
  const [newest, ...earlier] = evidence.map((item) => ({ ...item, complete: item.run !== after.run.id }));
  if (!newest) throw new Error('There is no evidence');
  expect(tileOf(secureScore, after.run, [newest, ...earlier], TIME)).toMatchObject({
    change: null,
    notCompared: 'only a part was read',
    first: false,
  });
});

test('evidence of another tenant is not compared', () => {
  const [newest, ...earlier] = evidence;
  if (!newest) throw new Error('There is no evidence');
  expect(
    tileOf(secureScore, after.run, [{ ...newest, tenantId: 'another' }, ...earlier], TIME),
  ).toMatchObject({
    change: null,
    notCompared: 'another tenant was read before',
  });
});

test('a change lists the headline, the breakdown and the changes that the collector finds', () => {
  const policies = (enabled: number, state: string) =>
    syncAt(enabled === 1 ? TODAY : YESTERDAY, 'a', {
      [conditionalAccess.id]: {
        enabled,
        reportOnly: 1 - enabled,
        disabled: 0,
        policies: [{ name: 'MFA', state }],
      },
    });
  const [was, is] = [policies(0, 'reportOnly'), policies(1, 'enabled')];
  expect(tileOf(conditionalAccess, is.run, [...is.evidence, ...was.evidence], TIME).change).toMatchObject({
    before: 0,
    after: 1,
    others: ['Report-only: 1 → 0 policies', 'Policy “MFA”: report-only → enabled'],
  });
});
