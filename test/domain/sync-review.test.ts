import { expect, test } from '@jest/globals';
import { figuresOf } from '../../lib/collectors/registry.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import type { Facts } from '../../lib/domain/observation.ts';
import { syncEndedEvent } from '../../lib/domain/sync-ended-event.ts';
import { compare, type SyncReview } from '../../lib/domain/sync-review.ts';
import { CHANGE_TERMS } from '../support/change-terms.ts';
import { syncAt } from '../support/register-entries.ts';

const facts = {
  'secure-score': { percentage: 50 },
  'security-alerts': { unresolved: 0, bySeverity: { high: 0 }, sampleTitles: ['canary title'] },
  'risky-users': { atRisk: 1, byLevel: { high: 1, medium: 0 }, userNames: ['canary@example.com'] },
  'conditional-access': {
    enabled: 1,
    reportOnly: 0,
    disabled: 0,
    policies: [{ name: 'canary', state: 'enabled' }],
  },
};

const figureChanges = (of: SyncReview) => syncEndedEvent(of, CHANGE_TERMS, null).changes.figures;
const outcomeChanges = (of: SyncReview) => syncEndedEvent(of, CHANGE_TERMS, null).changes.outcomes;

/** Returns the review of a sync with these facts, after a sync with `facts`. */
function review(after: Record<string, Facts>): SyncReview {
  const [earlier, later] = [
    syncAt('2026-11-22T06:00:00.000Z', 'a', facts),
    syncAt('2026-11-23T06:00:00.000Z', 'a', after),
  ];
  return { ...later, previousRun: earlier.run, previousEvidence: earlier.evidence };
}

test('returns the figures that changed, with the earlier number', () => {
  const changed = review({
    ...facts,
    'secure-score': { percentage: 52 },
    'risky-users': { atRisk: 1, byLevel: { high: 0, medium: 1 } },
  });
  expect(figureChanges(changed)).toEqual([
    { collector: 'secure-score', figure: 'percentage', before: 50, after: 52 },
    { collector: 'risky-users', figure: 'byLevel.high', before: 1, after: 0 },
    { collector: 'risky-users', figure: 'byLevel.medium', before: 0, after: 1 },
  ]);
  expect(figureChanges(review(facts))).toEqual([]);
});

test('a figure that is missing now becomes null, not zero', () => {
  expect(figureChanges(review({ ...facts, 'secure-score': { percentage: null } }))).toEqual([
    { collector: 'secure-score', figure: 'percentage', before: 50, after: null },
  ]);
});

test('does not compare the evidence of two tenants of one connection', () => {
  const { evidence, ...rest } = review({ ...facts, 'risky-users': { atRisk: 0 } });
  const moved = evidence.map((item) => ({ ...item, tenantId: 'another' }));
  expect(figureChanges({ ...rest, evidence: moved })).toEqual([]);
  // The same id in capitals is the same tenant.
  const typed = evidence.map((item) => ({ ...item, tenantId: item.tenantId.toUpperCase() }));
  expect(figureChanges({ ...rest, evidence: typed })).not.toEqual([]);
});

test.each<[string, Partial<Evidence>, Partial<Evidence>]>([
  ['only a part was read', {}, { complete: false }],
  ['only parts were read before', { complete: false }, {}],
  ['another tenant was read before', { tenantId: 'another' }, {}],
])('says why evidence is not compared: %s', (incomparable, before, after) => {
  const { evidence, previousEvidence, ...rest } = review({ ...facts, 'risky-users': { atRisk: 0 } });
  const found = compare(
    {
      ...rest,
      evidence: evidence.map((item) => ({ ...item, ...after })),
      previousEvidence: previousEvidence.map((item) => ({ ...item, ...before })),
    },
    figuresOf,
  );
  expect(found).toEqual(evidence.map(({ collector }) => ({ collector, incomparable })));
});

test('has nothing to compare for a collector without earlier evidence', () => {
  const found = compare({ ...review(facts), previousEvidence: [], previousRun: undefined }, figuresOf);
  expect(found).toEqual(Object.keys(facts).map((collector) => ({ collector })));
});

test('reports a changed outcome, but no changed figure, for a collector that read nothing', () => {
  const { 'risky-users': _, ...others } = facts;
  const without = review(others);
  expect(figureChanges(without)).toEqual([]);
  expect(outcomeChanges(without)).toEqual([
    { collector: 'risky-users', before: 'collected', after: 'skipped' },
  ]);
});

test('the outcome of a collector is "none" in a sync that did not run it', () => {
  const { run, ...rest } = review(facts);
  const rejected = { ...run, status: 'rejected' as const, outcomes: [] };
  expect(outcomeChanges({ ...rest, run: rejected })).toContainEqual({
    collector: 'risky-users',
    before: 'collected',
    after: 'none',
  });
  expect(outcomeChanges({ ...rest, run, previousRun: rejected })).toContainEqual({
    collector: 'risky-users',
    before: 'none',
    after: 'collected',
  });
  expect(outcomeChanges({ ...rest, run, previousRun: undefined })).toEqual([]);
});

test('an announcement has the figures of complete evidence, and no titles or names', () => {
  const { 'secure-score': _, ...others } = facts;
  const announcement = syncEndedEvent(review(others), CHANGE_TERMS, null);
  expect(announcement).toMatchObject({
    version: '1',
    connection: 'a',
    status: 'complete',
    figures: {
      'security-alerts': { unresolved: 0, 'bySeverity.high': 0, 'bySeverity.low': null },
      'risky-users': { atRisk: 1, 'byLevel.high': 1, 'byLevel.medium': 0 },
      'conditional-access': { enabled: 1, reportOnly: 0, disabled: 0 },
    },
    changes: {
      figures: [],
      outcomes: [{ collector: 'secure-score', before: 'collected', after: 'skipped' }],
    },
  });
  expect(announcement.figures).not.toHaveProperty('secure-score');
  expect(JSON.stringify(announcement)).not.toContain('canary');
});

test('an announcement leaves out a code that is a sentence', () => {
  const { run, ...rest } = review(facts);
  const error = {
    name: 'GraphUnavailable',
    code: 'denied for canary@example.com',
    message: 'M',
    remedy: 'R',
  };
  const outcomes = [{ collector: 'risky-users', outcome: 'failed' as const, error }];
  const announcement = syncEndedEvent({ ...rest, run: { ...run, outcomes, error } }, CHANGE_TERMS, null);
  expect(announcement.outcomes).toMatchObject([{ error: { name: 'GraphUnavailable' } }]);
  expect(JSON.stringify(announcement)).not.toContain('canary');
});

test('an announcement of a failure has its name, but not its message', () => {
  const { run, ...rest } = review(facts);
  const error = { name: 'GraphUnavailable', code: '503', message: 'canary', remedy: 'canary' };
  const outcomes = [{ collector: 'risky-users', outcome: 'failed' as const, error }];
  const announcement = syncEndedEvent({ ...rest, run: { ...run, outcomes, error } }, CHANGE_TERMS, null);
  expect(announcement.outcomes).toEqual([
    { collector: 'risky-users', outcome: 'failed', error: { name: 'GraphUnavailable', code: '503' } },
  ]);
  expect(announcement.error).toEqual({ name: 'GraphUnavailable', code: '503' });
  expect(JSON.stringify(announcement)).not.toContain('canary');
});
