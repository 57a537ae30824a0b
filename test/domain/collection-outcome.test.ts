import { describe, expect, test } from '@jest/globals';
import { CollectionOutcome } from '../../lib/domain/collection-outcome.ts';
import { LicenseMissing, PermissionMissing } from '../../lib/domain/errors.ts';
import { encodeFailure } from '../../lib/domain/failure.ts';
import { graphQuote, unreadReason } from '../../lib/domain/outcome-text.ts';
import { runOutcome, statusOf } from '../../lib/domain/sync-run.ts';
import { emptyObservation } from '../support/observation.ts';

const collector = 'risky-users';
const empty = { collector, outcome: 'collected', observation: emptyObservation };
const skipped = { collector, outcome: 'skipped', reason: 'license-missing', remedy: 'Buy it.' };
const failed = { collector, outcome: 'failed', error: { Error: 'States.Timeout' } };

test('empty, skipped and failed outcomes are never equal', () => {
  const outcomes = [empty, skipped, failed].map((outcome) => runOutcome(CollectionOutcome.parse(outcome)));
  expect(new Set(outcomes.map(({ outcome }) => outcome)).size).toBe(3);
  for (const one of outcomes) for (const other of outcomes) if (one !== other) expect(one).not.toEqual(other);
});

test('an error behind a Catch is decoded to name, message, code and remedy', () => {
  const { name, message } = encodeFailure(
    new PermissionMissing('No.', { remedy: 'Grant it.', code: 'Forbidden' }),
  );
  const caught = { Error: name, Cause: JSON.stringify({ errorType: name, errorMessage: message }) };
  const parsed = CollectionOutcome.parse({ ...failed, error: caught });
  expect(parsed).toEqual({
    collector,
    outcome: 'failed',
    error: { name: 'PermissionMissing', message: 'No.', remedy: 'Grant it.', code: 'Forbidden' },
  });
  expect(CollectionOutcome.parse(parsed)).toEqual(parsed);
});

describe('Graph’s own words', () => {
  const graph = { status: 403, code: 'Forbidden', message: 'Not licensed.', requestId: 'r-1' };
  const { name, message } = encodeFailure(new LicenseMissing('No.', { remedy: 'Buy it.', graph }));
  const error = { Error: name, Cause: JSON.stringify({ errorType: name, errorMessage: message }) };

  test('stay in an outcome that a Catch skips', () => {
    const caught = { collector, outcome: 'skipped', reason: 'license-missing', error };
    const parsed = CollectionOutcome.parse(caught);
    expect(parsed).toEqual({ ...skipped, graph });
    expect(CollectionOutcome.parse(parsed)).toEqual(parsed);
    expect(runOutcome(parsed)).toEqual({ ...skipped, graph });
  });

  test('stay once in an outcome that a Catch fails', () => {
    const parsed = CollectionOutcome.parse({ ...failed, error });
    expect(parsed).toEqual({ ...failed, graph, error: { name, message: 'No.', remedy: 'Buy it.' } });
    expect(runOutcome(parsed)).toEqual(parsed);
  });

  test('are shown with the reason', () => {
    const outcomes = [
      { ...skipped, graph },
      { ...failed, graph, error: { name, message: 'No.', remedy: 'R' } },
    ];
    for (const outcome of outcomes) {
      const why = unreadReason(CollectionOutcome.parse(outcome));
      expect(why && graphQuote(why)).toBe(
        "Graph's own words: 403 Forbidden: Not licensed. (request-id r-1).",
      );
    }
    expect(unreadReason(CollectionOutcome.parse(empty))).toBeUndefined();
  });

  test('may be missing in items of earlier versions', () => {
    const why = unreadReason(CollectionOutcome.parse(skipped));
    expect(why).toMatchObject({ name: 'license-missing', remedy: 'Buy it.' });
    expect(why && graphQuote(why)).toBe('');
  });
});

test.each([
  { ...skipped, reason: 'busy' },
  { ...empty, outcome: 'ok' },
  { collector, outcome: 'collected' },
  { collector, outcome: 'failed' },
  { ...empty, collector: 'Risky#Users' },
])('rejects the outcome %j', (other) => expect(CollectionOutcome.safeParse(other).success).toBe(false));

test('a run is complete with skipped collectors, and incomplete with a failed collector', () => {
  const [a, b, c] = [empty, skipped, failed].map((outcome) => runOutcome(CollectionOutcome.parse(outcome)));
  expect(statusOf([a, b].flatMap((outcome) => outcome ?? []))).toBe('complete');
  expect(statusOf([a, b, c].flatMap((outcome) => outcome ?? []))).toBe('incomplete');
});
