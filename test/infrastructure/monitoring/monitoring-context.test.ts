import { expect, test } from '@jest/globals';
import { monitoringIn } from '../../../lib/infrastructure/monitoring/monitoring-context.ts';

test('without settings no address is subscribed, and alarms link to this repository’s runbook', () => {
  expect(monitoringIn({})).toEqual({ runbook: 'lib/infrastructure/monitoring/RUNBOOK.md' });
  expect(monitoringIn({ notify: undefined, runbook: undefined })).toEqual({
    runbook: 'lib/infrastructure/monitoring/RUNBOOK.md',
  });
});

test('accepts an email address, and the address of another runbook', () => {
  const settings = { notify: 'grc@example.com', runbook: 'https://git.example.com/evidence/RUNBOOK.md' };
  expect(monitoringIn(settings)).toEqual(settings);
});

test.each([
  [{ notify: 'grc at example.com' }, '"notify" must be one email address'],
  [{ notify: ['a@example.com'] }, '"notify" must be one email address'],
  [{ notify: '' }, 'or be left out'],
  [{ notifyChanges: 'grc' }, '"notifyChanges" must be one email address'],
  [{ runbook: 'RUNBOOK.md#aws-failed' }, '"runbook" must be the address or path of RUNBOOK.md'],
  [{ runbook: '' }, '"runbook" must be'],
  [{ notify: 7, runbook: 'a b' }, /"notify" .*; "runbook" /],
])('refuses %j: %s', (context, words) => {
  expect(() => monitoringIn(context)).toThrow(words);
});
