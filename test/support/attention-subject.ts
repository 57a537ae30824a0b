import type { AttentionSubject } from '../../lib/audit/attention/subject.ts';
import { attentionOf } from '../../lib/audit/attention.ts';
import { type ComparedReadings, changesIn, windowsOf } from '../../lib/audit/changes.ts';
import { tilesOf } from '../../lib/audit/tile.ts';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import type { Facts } from '../../lib/domain/observation.ts';
import { syncAt } from './register-entries.ts';
import type { Sync } from './sandbox-syncs.ts';

export const READ_AT = '2026-11-23T06:00:00.000Z';
export const AS_OF = Date.parse('2026-11-23T12:00:00Z');

/** Facts of current collector versions in which no rule finds anything. */
export const CALM: Record<string, Facts> = {
  'secure-score': { percentage: 62.4, stale: false, improvementActions: [] },
  'security-alerts': {
    unresolved: 0,
    bySeverity: { high: 0, medium: 0, low: 0, informational: 0, unknown: 0 },
    ageBySeverity: { high: { under7Days: 0, from7To30Days: 0, over30Days: 0, unknown: 0 } },
    oldestBySeverity: { high: null },
    unassigned: 0,
  },
  'risky-users': { atRisk: 0, byLevel: { high: 0, medium: 0 }, age: { over30Days: 0 } },
  'conditional-access': {
    enabled: 3,
    policies: [],
    safeguards: Object.fromEntries(
      [
        'mfaForAllUsers',
        'mfaForAdministrators',
        'legacyAuthenticationBlocked',
        'riskySignInsChallenged',
        'riskyUsersChallenged',
        'compliantDeviceRequired',
      ].map((name) => [name, { enabled: 1, reportOnly: 0, withExclusions: 0 }]),
    ),
    excludedPrincipals: { users: 0, groups: 0, roles: 0 },
  },
};

/** Returns the calm facts with changes in one collector's facts. */
export function factsWith(collector: string, change: Facts): Record<string, Facts> {
  return { ...CALM, [collector]: { ...CALM[collector], ...change } };
}

/** Returns the subject of a connection whose last syncs are these, the newest first; by default two calm syncs. */
export function subjectOf(
  syncs: readonly Sync[] = [syncAt(READ_AT, 'a', CALM)],
  change: Partial<AttentionSubject> = {},
): AttentionSubject {
  const staleAfterHours = 48;
  const recentRuns = syncs.map(({ run }) => ({
    permissions: { granted: [], missing: [], excessive: [] },
    clientSecretExpires: '2027-11-01',
    ...run,
  }));
  const collectors = COLLECTORS.map(({ id: collector }) => {
    const newest = syncs.flatMap(({ evidence }) => evidence.filter((item) => item.collector === collector));
    return {
      collector,
      newest: newest.map((item) => ({ ...item, sha256: '' })),
      items: [],
      around: [],
      future: [],
    };
  });
  const readings = collectors.map(
    ({ collector, newest }): ComparedReadings => ({ collector, newest: newest[0] ?? null, near: newest }),
  );
  const period = { from: '2026-11-01T00:00:00.000Z', to: new Date(AS_OF).toISOString() };
  return {
    name: 'a',
    configured: true,
    staleAfterHours,
    tiles: tilesOf({ recentRuns, collectors }, { asOf: AS_OF, staleAfterHours }),
    recentRuns,
    signedIn: recentRuns.find(({ status }) => status !== 'rejected') ?? null,
    annotations: [],
    asOf: AS_OF,
    changes: windowsOf(period, staleAfterHours).map((window) => changesIn(window, readings)),
    gaps: COLLECTORS.map(({ id: collector, title }) => ({ collector, title, gaps: [] })),
    thresholds: {},
    ...change,
  };
}

/** Returns the items as `rule: text`, and the open questions as `why: question`. */
export function judged(subject: AttentionSubject) {
  const { items, notJudged } = attentionOf(subject);
  return {
    items: items.map(({ severity, rule, text }) => `${severity} ${rule}: ${text}`),
    open: notJudged.flatMap(({ why, asks }) => asks.map((question) => `${question}: ${why}`)),
  };
}
