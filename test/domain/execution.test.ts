import { expect, test } from '@jest/globals';
import { Execution, runId } from '../../lib/domain/execution.ts';

const run = (startedAt: string, name = 'n') => runId(Execution.parse({ id: 'arn', name, startedAt }));

test('a run has the same id in every retry', () => {
  expect(run('2026-11-23T01:02:03.004Z')).toBe(run('2026-11-23T02:02:03.004+01:00'));
});

test('a name that is used again after 90 days gives another id', () => {
  expect(run('2026-11-23T00:00:00Z')).not.toBe(run('2027-02-23T00:00:00Z'));
});

test('ids sort by time', () => {
  expect(run('2026-11-23T00:00:00Z', 'z') < run('2026-11-23T00:00:01Z', 'a')).toBe(true);
});
