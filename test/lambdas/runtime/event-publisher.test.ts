import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { eventPublisher } from '../../../lambdas/runtime/event-publisher.ts';
import type { SyncEndedEvent } from '../../../lib/domain/sync-ended-event.ts';

const events = mockClient(EventBridgeClient);
beforeEach(() => {
  events.reset();
});
afterAll(() => {
  events.restore();
});

const announcement: SyncEndedEvent = {
  version: '1',
  connection: 'a',
  tenantId: 't1',
  run: 'r1',
  status: 'complete',
  startedAt: '2026-11-23T06:00:00.000Z',
  endedAt: '2026-11-23T06:00:05.000Z',
  outcomes: [],
  figures: {},
  changes: { figures: [], outcomes: [], codes: [] },
  changed: false,
  notice: { title: '', sync: '', thresholds: '', figures: '', details: '', readings: '' },
  checkpoint: { size: 1, root: 'root', keyId: '5f0c2a9e' },
};

test('puts an announcement on the default bus with its source and type', async () => {
  events.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e1' }] });
  await eventPublisher(new EventBridgeClient())(announcement, 'arn:execution');
  expect(events.commandCalls(PutEventsCommand)[0]?.args[0].input).toEqual({
    Entries: [
      {
        Source: 'm365-evidence',
        DetailType: 'Sync ended',
        Resources: ['arn:execution'],
        Time: new Date('2026-11-23T06:00:05Z'),
        Detail: JSON.stringify(announcement),
      },
    ],
  });
});

test('throws if an answer of 200 contains a refused entry', async () => {
  events
    .on(PutEventsCommand)
    .resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] });
  await expect(eventPublisher(new EventBridgeClient())(announcement, 'arn')).rejects.toThrow(
    'EventBridge refused the event: ThrottlingException',
  );
});
