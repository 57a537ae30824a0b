import { describe, expect, test } from '@jest/globals';
import { subjectText } from '../../lib/audit/annotation-text.ts';
import { annotationsIn, annotationsOfDays, annotationsOfRun } from '../../lib/audit/annotations.ts';
import { policyNames } from '../../lib/audit/named-policies.ts';
import type { AnnotationSubject } from '../../lib/domain/annotation.ts';
import { recordedAnnotation } from '../support/annotation.ts';

const JULY = { from: '2026-07-01T00:00:00.000Z', to: '2026-08-01T00:00:00.000Z' };
const aboutOf = (about: AnnotationSubject) => [recordedAnnotation({ about })];

describe('the annotations of a period', () => {
  test.each<[string, AnnotationSubject, number]>([
    ['a sync in it', { run: '2026-07-31T06:00:00.000Z_a' }, 1],
    ['a sync after it', { run: '2026-08-01T00:00:00.000Z_a' }, 0],
    ['a sync before it', { run: '2026-06-30T06:00:00.000Z_a' }, 0],
    ['its first day', { from: '2026-06-01', to: '2026-07-01' }, 1],
    ['its last day', { from: '2026-07-31', to: '2026-08-09' }, 1],
    ['the day before it', { from: '2026-06-30', to: '2026-06-30' }, 0],
    ['the day after it', { from: '2026-08-01', to: '2026-08-01' }, 0],
    ['a policy', { policy: 'c0ffee' }, 1],
  ])('about %s: %j gives %i', (_, about, count) => {
    expect(annotationsIn(aboutOf(about), JULY, '2026-07-31')).toHaveLength(count);
  });

  test('include annotations about a first day that is only partly in the period', () => {
    const period = { ...JULY, from: '2026-07-02T12:00:00.000Z' };
    expect(
      annotationsIn(aboutOf({ from: '2026-07-02', to: '2026-07-02' }), period, '2026-07-31'),
    ).toHaveLength(1);
  });

  test('have the newest name of their policy, if evidence names it', () => {
    const named = (name: string) => ({ facts: { policies: [{ id: 'c0ffee', name }] } });
    const names = policyNames([named('New name'), named('Old name'), { facts: { policies: 'none' } }]);
    const [known] = annotationsIn(aboutOf({ policy: 'c0ffee' }), JULY, '2026-07-31', names);
    const [unknown] = annotationsIn(aboutOf({ policy: 'beef' }), JULY, '2026-07-31', names);
    expect(known && subjectText(known.about, known.policyName)).toBe('policy “New name” (c0ffee)');
    expect(unknown && subjectText(unknown.about, unknown.policyName)).toBe('policy beef');
  });

  test('say whether they are sealed, and whether they expired before the last day', () => {
    const until = (day: string, index: number | null) => recordedAnnotation({ until: day, index });
    const read = annotationsIn([until('2026-07-31', 7), until('2026-07-30', null)], JULY, '2026-07-31');
    expect(read.map(({ expired, sealed, index }) => ({ expired, sealed, index }))).toEqual([
      { expired: false, sealed: true, index: 7 },
      { expired: true, sealed: false, index: null },
    ]);
  });
});

test('a sync has the annotations that name it or its day, of its own connection', () => {
  const run = {
    id: '2026-07-03T06:00:00.000Z_a',
    connection: 'default',
    startedAt: '2026-07-03T06:00:00.000Z',
  };
  const [named, day, policy] = [
    recordedAnnotation({ about: { run: run.id } }),
    recordedAnnotation({ about: { from: '2026-07-03', to: '2026-07-03' } }),
    recordedAnnotation({ about: { policy: 'c0ffee' } }),
  ];
  const others = [
    recordedAnnotation({ about: { run: '2026-07-03T07:00:00.000Z_b' } }),
    recordedAnnotation({ about: { from: '2026-07-04', to: '2026-07-05' } }),
    recordedAnnotation({ connection: 'plant' }),
  ];
  expect(annotationsOfRun([named, day, policy, ...others], run)).toEqual([named, day]);
});

test('a gap has the annotations about one of its days, or about a sync on one', () => {
  const gap = { from: '2026-07-03', to: '2026-07-05' };
  const inside = [
    recordedAnnotation({ about: { from: '2026-07-05', to: '2026-07-09' } }),
    recordedAnnotation({ about: { run: '2026-07-03T06:00:00.000Z_a' } }),
  ];
  const outside = [
    recordedAnnotation({ about: { from: '2026-07-06', to: '2026-07-09' } }),
    recordedAnnotation({ about: { run: '2026-07-06T06:00:00.000Z_a' } }),
    recordedAnnotation({ about: { policy: 'c0ffee' } }),
  ];
  expect(annotationsOfDays([...inside, ...outside], gap)).toEqual(inside);
});
