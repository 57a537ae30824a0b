import { describe, expect, test } from '@jest/globals';
import { AnnotationText, isExpired } from '../../lib/domain/annotation.ts';
import { annotationProblem } from '../../lib/domain/annotation-check.ts';
import { annotation } from '../support/annotation.ts';

const NOW = Date.parse('2026-11-25T10:00:00Z');
const { id: _, writtenAt: __, ...TEXT } = annotation();
const problemOf = (change: Partial<AnnotationText>) =>
  annotationProblem({ ...TEXT, ...change }, NOW)?.problem;

describe('the form of an annotation', () => {
  test('takes a run, days or a policy, in any script', () => {
    for (const about of [
      { run: '2026-11-23T06:00:00.000Z_a' },
      { from: '2026-11-01', to: '2026-11-02' },
      { policy: 'x' },
    ])
      expect(AnnotationText.safeParse({ ...TEXT, about, owner: '山田 太郎' }).success).toBe(true);
  });

  test.each<[string, object]>([
    ['an empty reason', { reason: '' }],
    ['a reason of 501 characters', { reason: 'a'.repeat(501) }],
    ['an owner of 101 characters', { owner: 'a'.repeat(101) }],
    ['a line break', { reason: 'one\ntwo' }],
    ['a control character', { owner: 'a\u001b[31m' }],
    ['a character that reverses the text', { reason: 'a\u202eb' }],
    ['an invisible character', { ticket: 'RISK\u200b1' }],
    ['blanks at an end', { owner: ' team' }],
    ['a day that no month has', { until: '2027-02-30' }],
    ['two subjects', { about: { run: 'x', policy: 'y' } }],
    ['half of a period', { about: { from: '2026-11-01' } }],
    ['a connection that is no name', { connection: 'LOG#x' }],
    ['its own time of writing', { writtenAt: '2020-01-01T00:00:00.000Z' }],
    ['no owner', { owner: undefined }],
  ])('refuses %s', (_, change) => {
    expect(AnnotationText.safeParse({ ...TEXT, ...change }).success).toBe(false);
  });

  test('counts characters, not their bytes or surrogate halves', () => {
    expect(AnnotationText.safeParse({ ...TEXT, reason: '𝔘'.repeat(500) }).success).toBe(true);
  });
});

describe('the times of an annotation', () => {
  test.each<[string, Partial<AnnotationText>]>([
    ['until today', { until: '2026-11-25' }],
    ['until two years from now', { until: '2028-11-25' }],
    ['about today', { about: { from: '2026-11-25', to: '2026-11-25' } }],
    ['about a sync of now', { about: { run: '2026-11-25T10:00:00.000Z_a' } }],
    ['about a policy', { about: { policy: 'x' } }],
  ])('may be %s', (_, change) => {
    expect(problemOf(change)).toBeUndefined();
  });

  test.each<[string, Partial<AnnotationText>, string]>([
    ['until yesterday', { until: '2026-11-24' }, 'until 2026-11-24 is in the past'],
    [
      'until more than two years from now',
      { until: '2028-11-27' },
      'until 2028-11-27 is more than two years away',
    ],
    [
      'from a day after its end',
      { about: { from: '2026-11-03', to: '2026-11-02' } },
      'from 2026-11-03 is after to 2026-11-02',
    ],
    ['up to tomorrow', { about: { from: '2026-11-03', to: '2026-11-26' } }, 'to 2026-11-26 is in the future'],
    ['about a sync of tomorrow', { about: { run: '2026-11-26T06:00:00.000Z_a' } }, 'is dated in the future'],
  ])('may not be %s', (_, change, problem) => {
    expect(problemOf(change)).toContain(problem);
  });

  test('a secret is refused, and the refusal does not repeat it', () => {
    const secret = 'Abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789ab';
    const problem = problemOf({ reason: `We forgot ${secret}` });
    expect(problem).toContain('reason seems to hold a secret');
    expect(problem).not.toContain(secret);
  });
});

test('an annotation is valid on its last day, and expired on the next', () => {
  const until = { until: '2027-01-31' };
  expect([isExpired(until, '2027-01-31'), isExpired(until, '2027-02-01')]).toEqual([false, true]);
});
