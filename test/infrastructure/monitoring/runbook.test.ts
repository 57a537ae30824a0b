import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { EvidenceStack } from '../../../lib/infrastructure/evidence-stack.ts';
import { RUNBOOK } from '../../../lib/infrastructure/monitoring/runbook.ts';
import { DEFINITION_ONLY } from '../../../lib/infrastructure/workflow-definition.ts';
import { propertiesOf, templateFor } from '../../support/stack.ts';

const DOCUMENT = readFileSync(
  join(import.meta.dirname, '../../../lib/infrastructure/monitoring/RUNBOOK.md'),
  'utf8',
);

test('the runbook has a heading for each section that an alarm links to', () => {
  const headings = [...DOCUMENT.matchAll(/^#{2,} (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(expect.arrayContaining(Object.values(RUNBOOK)));
});

test('every alarm says in a sentence what happened, and ends with a link to its section', () => {
  const template = templateFor(
    undefined,
    undefined,
    { runbook: 'https://git.example.com/RUNBOOK.md' },
    { thresholds: { 'secure-score.percentage': { below: 60 } } },
  );
  const descriptions = Object.values(propertiesOf(template, 'AWS::CloudWatch::Alarm')).map(
    ({ AlarmDescription }) => String(AlarmDescription),
  );
  const anchors = descriptions.map(
    (description) =>
      /^[A-Z].+\. Runbook: https:\/\/git\.example\.com\/RUNBOOK\.md#([a-z-]+)$/.exec(description)?.[1],
  );
  expect(new Set(anchors)).toEqual(
    new Set([
      'a-sync-failed',
      'a-sync-is-not-sealed',
      'sign-in-rejected',
      'aws-failed',
      'no-complete-sync',
      'schedule-dead-letters',
      'throttled-writes',
      'client-secret-expires',
      'a-threshold-is-crossed',
    ]),
  );
});

test.each([
  [{ notify: 'grc@example.com' }, 1],
  [{ notify: 'grc@example.com', runbook: 'https://git.example.com/RUNBOOK.md' }, 0],
  [{}, 0],
])('a synthesis with %j warns %d times that mailed links lead nowhere', (context, times) => {
  const stack = new EvidenceStack(new App(DEFINITION_ONLY), 'Told', {
    ...context,
  });
  const notes = Annotations.fromStack(stack).findInfo(
    '*',
    Match.stringLikeRegexp('lead nowhere.*"runbook" in cdk.json'),
  );
  expect(notes).toHaveLength(times);
});
