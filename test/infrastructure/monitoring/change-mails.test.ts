import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import type { Figure } from '../../../lib/domain/figure.ts';
import type { ChangeTerms } from '../../../lib/domain/sync-changes.ts';
import { type SyncEndedEvent, syncEndedEvent } from '../../../lib/domain/sync-ended-event.ts';
import type { SyncReview } from '../../../lib/domain/sync-review.ts';
import { CHANGE_TERMS } from '../../support/change-terms.ts';
import { rulesOf, selects, sentTo } from '../../support/event-rule.ts';
import { type Sync, sandboxSyncs } from '../../support/sandbox-syncs.ts';
import { templateFor } from '../../support/stack.ts';
import { EXPIRED, failing } from '../../support/sync-outcomes.ts';

const CONNECTIONS = [{ name: 'default' }, { name: 'plant', notifyChanges: 'plant@example.com' }];
const MAILS = { notifyChanges: 'grc@example.com' };

let template: Template;
let earlier: Sync;
let later: Sync;
beforeAll(async () => {
  template = templateFor(CONNECTIONS, undefined, MAILS);
  [earlier, later] = (await sandboxSyncs({ syncs: 2, last: '2026-11-23T06:00:00.000Z' })) as [Sync, Sync];
});

const inEventBridge = (detail: SyncEndedEvent) => ({
  source: 'm365-evidence',
  'detail-type': 'Sync ended',
  detail,
});

/** Returns the lines of the mail that the event of this sync sends; undefined if no rule selects it. */
function mailOf(review: SyncReview, terms: Partial<ChangeTerms> = {}): string[] | undefined {
  const event = inEventBridge(syncEndedEvent(review, { ...CHANGE_TERMS, ...terms }, null));
  const [rule, ...others] = rulesOf(template).filter((one) => selects(one, event));
  expect(others).toEqual([]);
  const [target] = rule?.Targets ?? [];
  return target && sentTo(target, event).split('\n');
}

const following = (sync: Sync, previous: Sync | undefined): SyncReview => ({
  ...sync,
  previousRun: previous?.run,
  previousEvidence: previous?.evidence ?? [],
});

/** Returns the sync with other facts of one collector. */
function changed(sync: Sync, collector: string, facts: object, more: object = {}): Sync {
  return {
    ...sync,
    evidence: sync.evidence.map((item) =>
      item.collector === collector ? { ...item, ...more, facts: { ...item.facts, ...facts } } : item,
    ),
  };
}

/** Returns the later sync with the facts of the earlier one, so that nothing changed. */
const unchanged = (): Sync => ({
  run: later.run,
  evidence: later.evidence.map((item, index) => ({ ...item, facts: earlier.evidence[index]?.facts ?? {} })),
});

function rejected({ run }: Sync): Sync {
  return { run: { ...run, status: 'rejected', outcomes: [], error: EXPIRED }, evidence: [] };
}

const NO_CHANGE = [
  '"Thresholds: no change."',
  '"Figures: no change."',
  '"Details: no change."',
  '"Readings: no change."',
];
const [THRESHOLDS, FIGURES, DETAILS, READINGS] = NO_CHANGE as [string, string, string, string];
const TITLE = 'm365-evidence, connection default:';
const SYNC = 'Sync of 2026-11-23 06:00 UTC:';

describe('the mail', () => {
  test('is not sent if nothing changed, or for the first sync', () => {
    expect(mailOf(following(unchanged(), earlier))).toBeUndefined();
    expect(mailOf(following(later, undefined))).toBeUndefined();
  });

  test('lists figures that changed', () => {
    const sync = changed(unchanged(), 'secure-score', { percentage: 57.5 });
    const before = changed(earlier, 'secure-score', { percentage: 61.9 });
    expect(mailOf(following(sync, before))).toEqual([
      `"${TITLE} 1 change."`,
      `"${SYNC} complete."`,
      THRESHOLDS,
      '"Figures: Secure Score: 61.9 → 57.5 %."',
      DETAILS,
      READINGS,
    ]);
  });

  test('says that a figure was not read, which is not zero', () => {
    const sync = changed(unchanged(), 'secure-score', { percentage: null });
    const before = changed(earlier, 'secure-score', { percentage: 61.9 });
    expect(mailOf(following(sync, before))).toContain('"Figures: Secure Score: 61.9 % → not read."');
    expect(mailOf(following(before, sync))).toContain('"Figures: Secure Score: not read → 61.9 %."');
  });

  test('counts disabled policies and lost safeguards, and names no policy', () => {
    const policies = earlier.evidence.at(-1)?.facts.policies as { name: string; state: string }[];
    const disabled = policies.map((policy, index) =>
      index === 0 ? { ...policy, state: 'disabled' } : policy,
    );
    const before = changed(earlier, 'conditional-access', { safeguards: { mfaForAllUsers: { enabled: 1 } } });
    const sync = changed(unchanged(), 'conditional-access', {
      policies: disabled,
      safeguards: { mfaForAllUsers: { enabled: 0 } },
    });
    const mail = mailOf(following(sync, before));
    expect(mail).toContain(
      '"Details: Conditional Access policies: 1 policy disabled; Conditional Access policies: MFA for all users: no enabled policy has it any more."',
    );
    expect(mail?.join()).not.toContain(policies[0]?.name);
  });

  test.each([
    [57.5, 61.9, 'Secure Score: 57.5 %, below 60 %'],
    [61.9, 57.5, 'Secure Score: 61.9 %, back within the limit of 60 %'],
    [57.5, 58, undefined],
    [60, 61.9, undefined],
    [57.5, null, 'Secure Score: 57.5 %, below 60 %'],
  ])('says that %d after %d crossed a threshold', (now, then, text) => {
    const settings = { thresholds: { 'secure-score.percentage': { below: 60 } } };
    const sync = changed(unchanged(), 'secure-score', { percentage: now });
    const before = changed(earlier, 'secure-score', { percentage: then });
    const mail = mailOf(following(sync, before), { settings });
    expect(mail?.[0]).toBe(text ? `"${TITLE} 1 threshold crossed, 1 change."` : `"${TITLE} 1 change."`);
    expect(mail?.[2]).toBe(text ? `"Thresholds: ${text}."` : THRESHOLDS);
  });

  test('is sent for the first sync if it is beyond a threshold', () => {
    const settings = { thresholds: { 'risky-users.atRisk': { above: 0 } } };
    const mail = mailOf(following(changed(later, 'risky-users', { atRisk: 3 }), undefined), { settings });
    expect(mail?.[2]).toBe('"Thresholds: Risky users, at risk: 3 users, above 0 users."');
  });

  test('says that a collector failed after it had collected, and that it recovered', () => {
    const failed = failing(unchanged(), 'risky-users');
    expect(mailOf(following(failed, earlier))).toEqual([
      `"${TITLE} 2 changes."`,
      `"${SYNC} the sync is incomplete, before: complete."`,
      THRESHOLDS,
      FIGURES,
      DETAILS,
      '"Readings: Risky users: failed (GraphUnavailable 503), before: collected."',
    ]);
    expect(mailOf({ ...following(unchanged(), earlier), previousRun: failed.run })).toEqual([
      `"${TITLE} 2 changes."`,
      `"${SYNC} the sync is complete again, before: incomplete."`,
      ...[THRESHOLDS, FIGURES, DETAILS],
      '"Readings: Risky users: collected, before: failed."',
    ]);
    expect(mailOf({ ...following(failed, earlier), previousRun: failed.run })).toBeUndefined();
  });

  test('says once that a sync was rejected, and that it recovered', () => {
    const [first, second] = [rejected(unchanged()), rejected(later)];
    expect(mailOf(following(first, earlier))).toEqual([
      `"${TITLE} 1 change."`,
      `"${SYNC} nothing was read: sign-in rejected (SignInRejected AADSTS7000222), before: complete."`,
      '"Thresholds: nothing was read."',
      '"Figures: nothing was read."',
      '"Details: nothing was read."',
      '"Readings: nothing was read."',
    ]);
    expect(mailOf(following(second, first))).toBeUndefined();
    expect(mailOf({ ...following(unchanged(), earlier), previousRun: first.run })).toEqual([
      `"${TITLE} 1 change."`,
      `"${SYNC} the sync is complete again, before: rejected."`,
      ...NO_CHANGE,
    ]);
  });

  test('says that evidence is partial, and does not compare it', () => {
    const settings = { thresholds: { 'risky-users.atRisk': { below: 1_000 } } };
    const { run, evidence } = changed(unchanged(), 'risky-users', { atRisk: 0 }, { complete: false });
    const outcomes = run.outcomes.map((one) =>
      one.collector === 'risky-users' ? { ...one, outcome: 'collected' as const, complete: false } : one,
    );
    expect(mailOf(following({ run: { ...run, outcomes }, evidence }, earlier), { settings })).toEqual([
      `"${TITLE} 1 change."`,
      `"${SYNC} complete."`,
      ...[THRESHOLDS, FIGURES, DETAILS],
      '"Readings: Risky users: only a part collected, before: collected."',
    ]);
  });

  test('says that another tenant was read', () => {
    const { run, evidence } = later;
    const tenantId = '99999999-0000-4000-a000-000000000000';
    const moved = { run: { ...run, tenantId }, evidence: evidence.map((item) => ({ ...item, tenantId })) };
    expect(mailOf(following(moved, earlier))).toEqual([
      `"${TITLE} 1 change."`,
      `"${SYNC} the connection read another tenant than before."`,
      ...NO_CHANGE,
    ]);
  });

  test('ends a line after ten of forty changes, and stays short', () => {
    const fields = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, index]));
    const figures = Object.keys(fields).map(
      (fact): Figure => ({ fact, label: `Figure ${fact}`, unit: '%', metric: fact }),
    );
    const figuresOf = (id: string) => (id === 'secure-score' ? figures : []);
    const sync = changed(unchanged(), 'secure-score', fields);
    const mail = mailOf(following(sync, earlier), { figuresOf });
    expect(mail?.[0]).toBe(`"${TITLE} 40 changes."`);
    expect(mail?.[3]).toMatch(/figure f9: not read → 9 %; and 30 more\."$/);
    expect(mail?.join('\n').length).toBeLessThan(9_000);
  });

  test('says that the data of a sandbox tenant is fictional', () => {
    const { run, evidence } = changed(unchanged(), 'secure-score', { percentage: 1 });
    const mail = mailOf(following({ run: { ...run, sandbox: 'healthy' }, evidence }, earlier));
    expect(mail?.[0]).toBe(`"Sandbox tenant, fictional data. ${TITLE} 1 change."`);
  });

  test('has no characters that would break a message, whatever an error is called', () => {
    const failed = failing(unchanged(), 'risky-users');
    const error = { name: 'A "quoted"\nname <b>', code: 'of canary@example.com', message: 'M', remedy: 'R' };
    const outcomes = failed.run.outcomes.map((one) => (one.outcome === 'failed' ? { ...one, error } : one));
    const mail = mailOf(following({ ...failed, run: { ...failed.run, outcomes } }, earlier));
    expect(mail).toHaveLength(6);
    expect(mail?.at(-1)).toBe(
      '"Readings: Risky users: failed (an error without a name), before: collected."',
    );
    for (const line of mail ?? []) expect(line).toMatch(/^"[^"\\<>\p{Cc}]+"$/u);
  });
});
