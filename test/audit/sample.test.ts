import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import type { DueSync } from '../../lib/audit/population.ts';
import { sampleOf } from '../../lib/audit/sample.ts';

const day = (number: number) => `2026-09-${String(number).padStart(2, '0')}`;
const due = Array.from({ length: 30 }, (_, index): DueSync => ({ due: day(index + 1), outcome: 'complete' }));
const request = { connection: 'default', size: 5, seed: '2026Q4' };
const days = (sample: { syncs: DueSync[] }) => sample.syncs.map((sync) => sync.due);

test('chooses the due syncs with the smallest hashes, which sha256sum repeats', () => {
  const sample = sampleOf({ due }, request);
  const byHand = due
    .map((sync) => {
      const input = `2026Q4 default ${sync.due}`;
      return { ...sync, sha256: execFileSync('sha256sum', { input, encoding: 'utf8' }).slice(0, 64) };
    })
    .toSorted((a, b) => a.sha256.localeCompare(b.sha256));
  expect(sample.syncs).toEqual(byHand.slice(0, 5));
  const printed = execFileSync('sh', ['-c', sample.command ?? ''], { encoding: 'utf8' });
  expect(printed.slice(0, 64)).toBe(sample.syncs[0]?.sha256);
});

test('gives the same sample however the population is sorted', () => {
  expect(sampleOf({ due: due.toReversed() }, request)).toEqual(sampleOf({ due }, request));
});

test('a larger sample with the same seed begins with the smaller one', () => {
  const larger = sampleOf({ due }, { ...request, size: 12 });
  expect(days(larger).slice(0, 5)).toEqual(days(sampleOf({ due }, request)));
});

test('another seed or another connection gives another sample', () => {
  const sample = days(sampleOf({ due }, request));
  expect(days(sampleOf({ due }, { ...request, seed: '2027Q1' }))).not.toEqual(sample);
  expect(days(sampleOf({ due }, { ...request, connection: 'plant' }))).not.toEqual(sample);
});

test('a sample larger than the population holds all of it, and an empty population gives an empty sample', () => {
  expect(days(sampleOf({ due }, { ...request, size: 99 })).toSorted()).toEqual(due.map((sync) => sync.due));
  expect(sampleOf({ due: [] }, request)).toMatchObject({ syncs: [], command: null });
});
