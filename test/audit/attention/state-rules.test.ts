import { describe, expect, test } from '@jest/globals';
import type { ReportedAnnotation } from '../../../lib/audit/annotations.ts';
import { attentionOf } from '../../../lib/audit/attention.ts';
import { recordedAnnotation } from '../../support/annotation.ts';
import { CALM, factsWith, judged, READ_AT, subjectOf } from '../../support/attention-subject.ts';
import { syncAt } from '../../support/register-entries.ts';
import { failing, rejected, skipping } from '../../support/sync-outcomes.ts';

const newest = syncAt(READ_AT, 'a', CALM);
const older = syncAt('2026-11-16T06:00:00.000Z', 'a', CALM);
const itemsOf = (...[syncs, change]: Parameters<typeof subjectOf>) => judged(subjectOf(syncs, change)).items;

describe('syncs and their evidence', () => {
  test('without any sync: says so, and judges nothing', () => {
    const { items, open } = judged(subjectOf([]));
    expect(items).toEqual(['high newest-sync: No sync is recorded.']);
    expect(open.length).toBeGreaterThan(15);
  });

  test('a rejected sign-in is one item for all collectors', () => {
    expect(itemsOf([rejected(newest), older])).toEqual([
      'high newest-sync: The newest sync (2026-11-23 06:00 UTC) read nothing: sign-in rejected, AADSTS7000222.',
    ]);
  });

  test('a failure is of medium severity while the evidence is fresh, and of high severity without evidence', () => {
    const yesterday = syncAt('2026-11-22T06:00:00.000Z', 'a', CALM);
    const failed = failing(newest, 'secure-score');
    expect(itemsOf([failed, yesterday])).toEqual([
      'medium evidence-failed: Secure Score: the newest sync failed to read it (GraphUnavailable (503)); the newest evidence is of 2026-11-22 06:00 UTC.',
    ]);
    expect(itemsOf([failed])[0]).toMatch(/^high evidence-failed: .*; it was never read\.$/);
  });

  test('a missing licence is of low severity', () => {
    expect(itemsOf([skipping(newest, 'risky-users')])).toEqual([
      'low evidence-skipped: Risky users: skipped (license-missing); it was never read.',
    ]);
  });

  test('stale and partial evidence, and a schedule that stopped', () => {
    const items = itemsOf([older]);
    expect(items[0]).toBe(
      'high newest-sync: There has been no sync since 2026-11-16 06:00 UTC, for more than 48 hours.',
    );
    expect(items).toContain(
      'medium evidence-stale: Risky users: stale; the newest evidence is of 2026-11-16 06:00 UTC.',
    );
    const partial = newest.evidence.map((item) => ({ ...item, complete: false, missing: ['page 2'] }));
    expect(itemsOf([{ ...newest, evidence: partial }])).toContain(
      'medium evidence-partial: Security alerts: only a part was read: page 2.',
    );
  });

  test('a connection that is no longer synced', () => {
    expect(itemsOf([older], { configured: false })).toEqual([
      'low newest-sync: The connection is no longer synced.',
    ]);
  });
});

describe('credentials', () => {
  const expiring = (clientSecretExpires: string | null) => {
    const run = { ...newest.run, clientSecretExpires };
    return judged(subjectOf([{ ...newest, run }]));
  };

  test.each([
    ['2026-11-20', 'high client-secret-expiry: The client secret expired on 2026-11-20, 3 days ago.'],
    ['2026-11-23', 'high client-secret-expiry: The client secret expires on 2026-11-23, today.'],
    ['2027-01-22', 'medium client-secret-expiry: The client secret expires on 2027-01-22, in 60 days.'],
  ])('%s', (expires, item) => expect(expiring(expires).items).toEqual([item]));

  test('an expiry date in 61 days needs no attention yet', () => {
    expect(expiring('2027-01-23').items).toEqual([]);
  });

  test('an expiry date that is not recorded is an open question', () => {
    const { items, open } = expiring(null);
    expect(items).toEqual([]);
    expect(open).toContain('when the client secret expires: its expiry date is not recorded');
  });

  test('a certificate is named as such, and a federated credential has nothing to renew', () => {
    const used = (credential: 'certificate' | 'federated', clientSecretExpires: string | null) =>
      judged(subjectOf([{ ...newest, run: { ...newest.run, credential, clientSecretExpires } }]));
    expect(used('certificate', '2026-11-20').items).toEqual([
      'high certificate-expiry: The certificate expired on 2026-11-20, 3 days ago.',
    ]);
    const federated = used('federated', null);
    expect([federated.items, federated.open.filter((asks) => /expire/.test(asks))]).toEqual([[], []]);
  });

  test('missing and excessive permissions', () => {
    const permissions = { granted: [], missing: ['Policy.Read.All'], excessive: ['User.Read.All'] };
    expect(itemsOf([{ ...newest, run: { ...newest.run, permissions } }])).toEqual([
      'medium missing-permissions: The app registration lacks Policy.Read.All.',
      'low excessive-permissions: The app registration has more permissions than needed: User.Read.All.',
    ]);
  });
});

describe('gaps', () => {
  const gap = { from: '2026-11-02', to: '2026-11-04', days: 3, why: 'no sync' };

  test('are one item for the collectors that share them, medium if one is of the last week', () => {
    const gapsOf = (to: string) => [
      { collector: 'secure-score', title: 'Secure Score', gaps: [{ ...gap, to }] },
      { collector: 'risky-users', title: 'Risky users', gaps: [{ ...gap, to }] },
    ];
    expect(itemsOf([newest], { gaps: gapsOf('2026-11-04') })).toEqual([
      'low gaps: Days without evidence: Secure Score, Risky users: 3. The last was 2026-11-04.',
    ]);
    expect(itemsOf([newest], { gaps: gapsOf('2026-11-16') })[0]).toMatch(/^medium gaps/);
  });

  test('are an open question if days were not counted', () => {
    expect(judged(subjectOf([newest], { gaps: null })).open).toContain(
      'on which days evidence is missing: the days were not counted',
    );
  });
});

describe('thresholds', () => {
  const thresholds = { 'secure-score.percentage': { below: 70 }, 'risky-users.atRisk': { above: 0 } };

  test('a figure on the other side of its limit', () => {
    expect(itemsOf([newest], { thresholds })).toEqual(['high threshold: Secure Score: 62.4 %, below 70 %.']);
  });

  test('the limit itself does not cross it', () => {
    expect(
      itemsOf([newest], { thresholds: { 'secure-score.percentage': { below: 62.4, above: 62.4 } } }),
    ).toEqual([]);
  });

  test('a figure that is missing is an open question, not zero', () => {
    const facts = factsWith('risky-users', { atRisk: null });
    const { items, open } = judged(subjectOf([syncAt(READ_AT, 'a', facts)], { thresholds }));
    expect(items.join()).not.toContain('Risky users');
    expect(open.join()).toContain('the evidence has no figure');
  });
});

describe('annotations', () => {
  const reported = (about: ReportedAnnotation['about'], expired = false): ReportedAnnotation => ({
    ...recordedAnnotation({ about }),
    expired,
    sealed: true,
  });
  const gaps = [
    {
      collector: 'secure-score',
      title: 'Secure Score',
      gaps: [{ from: '2026-11-02', to: '2026-11-04', days: 3, why: 'no sync' }],
    },
  ];

  test('stand next to the gap that they explain, which stays', () => {
    const about = { from: '2026-11-01', to: '2026-11-03' };
    const { items } = attentionOf(subjectOf([newest], { gaps, annotations: [reported(about)] }));
    expect(items).toMatchObject([{ rule: 'gaps', annotations: [{ about }] }]);
  });

  test('about another day or policy stand next to nothing', () => {
    const annotations = [reported({ from: '2026-11-05', to: '2026-11-05' }), reported({ policy: 'p' })];
    const { items } = attentionOf(subjectOf([newest], { gaps, annotations }));
    expect(items).toMatchObject([{ rule: 'gaps', annotations: [] }]);
  });

  test('that have expired are items of their own', () => {
    const annotations = [reported({ policy: 'p1' }, true)];
    expect(itemsOf([newest], { annotations })).toEqual([
      'medium expired-annotation: The annotation of policy p1 expired after 2027-01-31 (owner: Security team).',
    ]);
  });
});
