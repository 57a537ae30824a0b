import { expect, test } from '@jest/globals';
import { figuresOf } from '../../../lib/collectors/registry.ts';
import { secureScore } from '../../../lib/collectors/secure-score/collector.ts';
import { changesText, notComparedText } from '../../../lib/command/output/changes-text.ts';
import type { Evidence } from '../../../lib/domain/evidence.ts';
import { compare, type SyncReview } from '../../../lib/domain/sync-review.ts';
import { syncAt } from '../../support/register-entries.ts';
import { rejected } from '../../support/sync-outcomes.ts';

const [MONDAY, TUESDAY, WEDNESDAY] = [
  '2026-11-23T06:00:00.000Z',
  '2026-11-24T06:00:00.000Z',
  '2026-11-25T06:00:00.000Z',
];
const syncOf = (at: string, percentage: number) => syncAt(at, 'a', { [secureScore.id]: { percentage } });
const [monday, tuesday, wednesday] = [syncOf(MONDAY, 50), syncOf(TUESDAY, 55), syncOf(WEDNESDAY, 60)];
const part = (evidence: Evidence[]) => evidence.map((item) => ({ ...item, complete: false }));

const changesOf = (review: SyncReview) => changesText(compare(review, figuresOf), review.previousRun?.id);
const notComparedIn = (review: SyncReview) => notComparedText(compare(review, figuresOf));

test('compares with the previous sync if that read the evidence completely', () => {
  const review = { ...wednesday, previousRun: tuesday.run, previousEvidence: tuesday.evidence };
  expect(changesOf(review)).toEqual([
    { heading: 'Changed since the previous sync:', changes: ['Secure Score: 55 → 60 %'] },
  ]);
  expect(notComparedIn(review)).toEqual([]);
});

test('a change since an older sync has the time of that sync, after the changes since the previous one', () => {
  const review = { ...wednesday, previousRun: rejected(tuesday).run, previousEvidence: monday.evidence };
  const [before, older] = changesOf(review);
  expect(before?.changes).toContain('Secure Score: not reached before, collected now');
  expect(older).toEqual({
    heading: 'Changed since 2026-11-23 06:00 UTC, the last complete reading:',
    changes: ['Secure Score: 50 → 60 %'],
  });
});

test('partial evidence or that of another tenant is listed as not compared', () => {
  const now = { ...wednesday, evidence: part(wednesday.evidence) };
  expect(notComparedIn({ ...now, previousRun: tuesday.run, previousEvidence: tuesday.evidence })).toEqual([
    'Not compared: Secure Score (only a part was read).',
  ]);
  const before = { ...wednesday, previousRun: tuesday.run, previousEvidence: part(tuesday.evidence) };
  const moved = {
    ...wednesday,
    evidence: wednesday.evidence.map((item) => ({ ...item, tenantId: 'another' })),
  };
  expect(notComparedIn({ ...moved, previousRun: tuesday.run, previousEvidence: tuesday.evidence })).toEqual([
    'Not compared: Secure Score (another tenant was read before).',
  ]);
  expect(notComparedIn(before)).toEqual(['Not compared: Secure Score (only parts were read before).']);
  expect(changesOf(before)).toEqual([]);
});
