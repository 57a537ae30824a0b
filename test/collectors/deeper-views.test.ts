import { describe, expect, test } from '@jest/globals';
import { riskyUsers } from '../../lib/collectors/risky-users/collector.ts';
import { secureScore } from '../../lib/collectors/secure-score/collector.ts';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { viewOf } from '../../lib/collectors/views.ts';
import type { Facts } from '../../lib/domain/observation.ts';
import { canonicalJson } from '../../lib/log/document.ts';
import { signedInSandbox } from '../support/signed-in-sandbox.ts';

const [alerts, score, users] = ['security-alerts', 'secure-score', 'risky-users'].map(viewOf);
const ages = (over30Days: number) => ({ under7Days: 1, from7To30Days: 0, over30Days, unknown: 0 });
const changed = (view: typeof alerts, before: Facts, after: Facts) => view?.changes?.(before, after);

describe('changes', () => {
  test('name alerts that wait', () => {
    const facts = (high: number, unassigned: number | null) => ({
      ageBySeverity: { high: ages(high), medium: ages(2) },
      unassigned,
    });
    expect(changed(alerts, facts(1, 3), facts(2, 0))).toEqual([
      'High alerts older than 30 days: 1 → 2',
      'Unassigned alerts: 3 → 0',
    ]);
    expect(changed(alerts, facts(1, 3), facts(1, 3))).toEqual([]);
    expect(changed(alerts, facts(1, 3), facts(1, null))).toEqual([]);
  });

  test('name a new maximum of the score', () => {
    expect(changed(score, { maxScore: 627 }, { maxScore: 661 })).toEqual(['Maximum points: 627 → 661']);
    expect(changed(score, { maxScore: null }, { maxScore: 661 })).toEqual([]);
  });

  test('name users whose risk is old, and deleted accounts', () => {
    expect(changed(users, { age: ages(0), deleted: 1 }, { age: ages(1), deleted: 0 })).toEqual([
      'Users at risk without a change for more than 30 days: 0 → 1',
      'Deleted accounts that are flagged: 1 → 0',
    ]);
  });

  test('do not compare with evidence of a version without the facts', () => {
    expect(changed(alerts, { unresolved: 3 }, { ageBySeverity: { high: ages(1) }, unassigned: 2 })).toEqual(
      [],
    );
    expect(changed(users, { atRisk: 3 }, { age: ages(1), deleted: 2 })).toEqual([]);
    expect(changed(score, {}, { maxScore: 1 })).toEqual([]);
  });
});

describe('details', () => {
  test('list ages, services and resolved alerts of the sandbox', async () => {
    const { facts } = (await (await signedInSandbox()).read(securityAlerts)).observation;
    const details = alerts?.details?.(facts);
    expect(details?.lists.map(({ heading }) => heading)).toEqual([
      'Age of unresolved alerts',
      'Unresolved by service',
      'Resolved in the last 30 days: 2',
    ]);
    expect(details?.lists[0]?.names[0]).toBe('high: 1 from 7 to 30 days, 2 over 30 days');
    expect(details?.lists[2]?.names).toEqual(['1 within a day', '1 within a week']);
    expect(details?.listed.every((name) => name in facts)).toBe(true);
  });

  test('say that the number of resolved alerts is not known', async () => {
    const resolved = [{ id: 'a', status: 'resolved' }];
    const sandbox = await signedInSandbox({ data: { '/security/alerts_v2': resolved } });
    const { facts } = (await sandbox.read(securityAlerts)).observation;
    expect(alerts?.details?.(facts)?.lists[2]).toEqual({
      heading: 'Resolved in the last 30 days: not known',
      names: [],
    });
  });

  test('say that the number of unassigned alerts is not known', async () => {
    const sandbox = await signedInSandbox({ data: { '/security/alerts_v2': [{ id: 'a', status: 'new' }] } });
    const { facts } = (await sandbox.read(securityAlerts)).observation;
    const { listed, notes } = alerts?.details?.(facts) ?? {};
    expect(listed).toContain('unassigned');
    expect(notes).toEqual(['Unassigned alerts are not known: Graph gives the field for no alert.']);
    expect(alerts?.details?.({ ...facts, unassigned: 0 })).toMatchObject({ notes: [] });
  });

  test('list severities, services and categories in the same order after the register sorted their names', async () => {
    const sandbox = await signedInSandbox();
    for (const [collector, view] of [
      [securityAlerts, alerts],
      [secureScore, score],
    ] as const) {
      const { facts } = (await sandbox.read(collector)).observation;
      const sorted = JSON.parse(canonicalJson(facts)) as Facts;
      expect(view?.details?.(sorted)?.lists).toEqual(view?.details?.(facts)?.lists);
    }
    const { facts } = (await sandbox.read(securityAlerts)).observation;
    const [ages] = alerts?.details?.(facts)?.lists ?? [];
    expect(ages?.names.map((line) => line.split(':')[0])).toEqual(['high', 'medium', 'low', 'informational']);
  });

  test('list the points of each category of the sandbox', async () => {
    const { facts } = (await (await signedInSandbox()).read(secureScore)).observation;
    expect(score?.details?.(facts)?.lists).toEqual([
      {
        heading: 'Points by category',
        names: [
          'Identity: 29.7 of 42 points',
          'Apps: 4.5 of 9 points',
          'Device: 2.25 of 9 points',
          'Data: 1 of 10 points',
        ],
      },
    ]);
    expect(score?.details?.({ byCategory: { Apps: { score: 3, maxScore: null } } })?.lists[0]?.names).toEqual(
      ['Apps: 3 points'],
    );
  });

  test('are not made of facts of earlier versions', () => {
    const before = { unresolved: 1, bySeverity: { high: 1 }, sampleTitles: ['A'], resolved: 0 };
    expect(alerts?.details?.(before)).toBeUndefined();
    expect(score?.details?.({ percentage: 40, improvementActions: [] })).toBeUndefined();
  });
});

test('ages of risky users count users at risk, by the last change', async () => {
  const user = (id: string, riskLastUpdatedDateTime: unknown, more = {}) => ({
    id,
    riskLevel: 'high',
    riskState: 'atRisk',
    riskLastUpdatedDateTime,
    ...more,
  });
  const data = {
    '/identityProtection/riskyUsers': [
      user('a', '2026-11-16T12:00:00.001Z'),
      user('b', '2026-11-16T12:00:00Z'),
      user('c', '2026-10-24T12:00:00Z'),
      user('d', '2026-10-24T11:59:59.999Z'),
      user('e', null),
      user('f', '2026-12-01T00:00:00Z'),
      user('g', '2026-01-01T00:00:00Z', { isDeleted: true }),
      user('h', '2026-01-01T00:00:00Z', { riskLevel: 'low' }),
      user('i', '2026-01-01T00:00:00Z', { riskState: 'dismissed' }),
    ],
  };
  const { facts } = (await (await signedInSandbox({ data })).read(riskyUsers)).observation;
  expect(facts).toMatchObject({
    atRisk: 6,
    deleted: 1,
    age: { under7Days: 1, from7To30Days: 2, over30Days: 1, unknown: 2 },
  });
});
