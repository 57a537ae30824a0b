import { describe, expect, test } from '@jest/globals';
import { attentionOf } from '../../../lib/audit/attention.ts';
import type { Facts } from '../../../lib/domain/observation.ts';
import { CALM, factsWith, judged, READ_AT, subjectOf } from '../../support/attention-subject.ts';
import { syncAt } from '../../support/register-entries.ts';
import { failing } from '../../support/sync-outcomes.ts';

const lastly = (facts: Record<string, Facts>) => {
  const older = ['2026-11-16T06:00:00.000Z', '2026-11-01T06:00:00.000Z'].map((at) => syncAt(at, 'a', CALM));
  return subjectOf([syncAt(READ_AT, 'a', facts), ...older]);
};
const itemsAfter = (collector: string, change: Facts) => judged(lastly(factsWith(collector, change))).items;

test('finds nothing, and judges everything, if no rule applies', () => {
  expect(judged(lastly(CALM))).toEqual({ items: [], open: [] });
});

describe('security alerts', () => {
  test('names old high alerts with the oldest date, and newer ones apart', () => {
    const change = {
      bySeverity: { high: 5, medium: 0, low: 0, informational: 0, unknown: 0 },
      ageBySeverity: { high: { under7Days: 1, from7To30Days: 1, over30Days: 3, unknown: 0 } },
      oldestBySeverity: { high: '2026-09-12T01:02:03.000Z' },
      unassigned: 1,
    };
    expect(itemsAfter('security-alerts', change)).toEqual([
      'high high-alerts-over-30-days: 3 high alerts have been unresolved for more than 30 days, the oldest since 2026-09-12.',
      'medium high-alerts: 2 newer high alerts are unresolved.',
      'low unassigned-alerts: 1 unresolved alert has no assignee.',
    ]);
  });

  test('counts a severity that Microsoft adds later as one that can be high', () => {
    const bySeverity = { high: 0, medium: 0, low: 0, informational: 0, unknown: 2 };
    expect(itemsAfter('security-alerts', { bySeverity })).toEqual([
      'low alerts-of-unknown-severity: 2 unresolved alerts have a severity that is not known, which can be high.',
    ]);
  });

  test('links to the portal of the national cloud that was read', () => {
    const facts = factsWith('security-alerts', { unassigned: 1 });
    const { run, evidence } = syncAt(READ_AT, 'a', facts);
    const inCloud = (graph: string) =>
      evidence.map((item) => ({ ...item, provenance: { ...item.provenance, endpoint: `${graph}/v1.0/x` } }));
    const urlOf = (graph: string) =>
      attentionOf(subjectOf([{ run, evidence: inCloud(graph) }])).items[0]?.portal?.url;
    expect(urlOf('https://graph.microsoft.com')).toBe('https://security.microsoft.com/alerts');
    expect(urlOf('https://graph.microsoft.us')).toBe('https://security.microsoft.us/alerts');
    expect(urlOf('https://microsoftgraph.chinacloudapi.cn')).toBeUndefined();
  });
});

describe('Conditional Access', () => {
  const safeguards = { ...(CALM['conditional-access']?.safeguards as Facts) };

  test('counts a report-only policy as missing', () => {
    const mfaForAllUsers = { enabled: 0, reportOnly: 1, withExclusions: 0 };
    expect(itemsAfter('conditional-access', { safeguards: { ...safeguards, mfaForAllUsers } })).toEqual([
      'high mfa-for-all-users: No enabled policy requires multifactor authentication for all users; 1 policy only in report-only mode.',
    ]);
  });

  test('names legacy authentication that is not blocked', () => {
    const legacyAuthenticationBlocked = { enabled: 0, reportOnly: 0, withExclusions: 0 };
    expect(
      itemsAfter('conditional-access', { safeguards: { ...safeguards, legacyAuthenticationBlocked } }),
    ).toEqual(['high legacy-authentication: No enabled policy blocks legacy authentication.']);
  });

  test('accepts security defaults, which require and block the same', () => {
    const none = { enabled: 0, reportOnly: 0, withExclusions: 0 };
    const change = { securityDefaults: true, safeguards: { ...safeguards, mfaForAllUsers: none } };
    expect(itemsAfter('conditional-access', change)).toEqual([]);
  });

  test('counts excluded principals, and lists the enabled policies that exclude them', () => {
    const excludes = { users: 2, groups: 1, roles: 0, guests: true };
    const policies = [
      { id: 'p1', name: 'MFA', state: 'enabled', excludes },
      { id: 'p2', name: 'Off', state: 'disabled', excludes },
      'odd',
    ];
    const change = { policies, excludedPrincipals: { users: 2, groups: 1, roles: 0 } };
    const [item] = attentionOf(lastly(factsWith('conditional-access', change))).items;
    expect(item).toMatchObject({
      rule: 'excluded-principals',
      severity: 'medium',
      text: 'Enabled policies exclude 2 users, 1 group and guests.',
      details: ['“MFA” excludes 2 users, 1 group and guests'],
      policies: ['p1'],
    });
  });

  test('cannot find a missing policy in a partial list', () => {
    const none = { enabled: 0, reportOnly: 0, withExclusions: 0 };
    const facts = factsWith('conditional-access', { safeguards: { ...safeguards, mfaForAllUsers: none } });
    const { run, evidence } = syncAt(READ_AT, 'a', facts);
    const partial = evidence.map((item) => ({ ...item, complete: false, missing: ['a page'] }));
    const { items, open } = judged(subjectOf([{ run, evidence: partial }]));
    expect(items.filter((item) => item.includes('mfa'))).toEqual([]);
    expect(open).toContain(
      'whether an enabled policy requires multifactor authentication for all users: only a part was read',
    );
  });
});

test('risky users: names high risk first, and risk that is old', () => {
  const change = { byLevel: { high: 1, medium: 2 }, age: { over30Days: 2 } };
  expect(itemsAfter('risky-users', change)).toEqual([
    'high users-at-high-risk: 1 user is at high risk.',
    'medium risk-over-30-days: 2 users have been at risk for more than 30 days.',
    'low users-at-medium-risk: 2 users are at medium risk.',
  ]);
});

describe('Secure Score', () => {
  test('names a fall in a week and since the period began, with the days compared', () => {
    expect(itemsAfter('secure-score', { percentage: 60.4 })).toEqual([
      'medium score-falling: The Secure Score fell to 60.4 %: by 2 points in a week (2026-11-16), by 2 points since the period began (2026-11-01).',
    ]);
  });

  test('leaves out a fall of less than one percentage point', () => {
    expect(itemsAfter('secure-score', { percentage: 61.5 })).toEqual([]);
  });

  test('names the action with the most to gain', () => {
    const improvementActions = [
      { name: 'Small', pointsToGain: 1 },
      { name: 'Unknown', pointsToGain: null },
      { name: 'Large', pointsToGain: 9 },
    ];
    expect(itemsAfter('secure-score', { improvementActions })).toEqual([
      'low improvement-actions: The improvement action with the most to gain is “Large”, 9 points; the evidence names 1 more action.',
    ]);
  });
});

describe('facts that do not answer a rule', () => {
  test('of an earlier collector version: leaves the questions open instead of finding nothing', () => {
    const earlier = {
      ...CALM,
      'security-alerts': { unresolved: 2, bySeverity: { high: 2, unknown: 0 }, sampleTitles: [] },
      'conditional-access': { enabled: 2, reportOnly: 0, disabled: 0, policies: [] },
    };
    const { items, open } = judged(lastly(earlier));
    expect(items).toEqual(['medium high-alerts: 2 high alerts are unresolved, of unknown age.']);
    expect(open).toHaveLength(8);
    expect(open[0]).toMatch(/^whether a high alert has been unresolved .*: the evidence .* does not say it$/);
  });

  test.each<[string, Facts]>([
    ['null', { bySeverity: null, ageBySeverity: null, unassigned: null }],
    ['of a wrong type', { bySeverity: 'many', ageBySeverity: [], unassigned: '3' }],
    ['negative', { bySeverity: { high: -1 }, ageBySeverity: { high: { over30Days: -1 } }, unassigned: -1 }],
  ])('%s: leaves the questions open', (_, change) => {
    const { items, open } = judged(lastly(factsWith('security-alerts', change)));
    expect(items).toEqual([]);
    expect(open).toHaveLength(4);
  });

  test('never read: leaves every question of the collector open', () => {
    const { 'security-alerts': _, ...others } = CALM;
    const { open } = judged(subjectOf([syncAt(READ_AT, 'a', others)]));
    expect(open.filter((question) => question.endsWith('license-missing'))).toHaveLength(4);
  });

  test('in evidence from before a failure: keeps what was found, and leaves the rest open', () => {
    const found = syncAt('2026-11-22T06:00:00.000Z', 'a', factsWith('security-alerts', { unassigned: 1 }));
    const { items, open } = judged(
      subjectOf([failing(syncAt(READ_AT, 'a', CALM), 'security-alerts'), found]),
    );
    expect(items).toContain('low unassigned-alerts: 1 unresolved alert has no assignee.');
    expect(open).toContain(
      'whether a newer high alert is unresolved: the newest evidence is of 2026-11-22 06:00 UTC',
    );
  });
});
