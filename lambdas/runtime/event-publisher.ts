import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  SYNC_ENDED_SOURCE,
  SYNC_ENDED_TYPE,
  type SyncEndedEvent,
} from '../../lib/domain/sync-ended-event.ts';

/**
 * Puts the events of ended syncs on the account's default event bus. Rejects if the bus refuses one: PutEvents answers 200 nevertheless,
 * with the entry's error in the body.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function eventPublisher(client: EventBridgeClient) {
  return async (event: SyncEndedEvent, execution: string): Promise<void> => {
    const { Entries } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: SYNC_ENDED_SOURCE,
            DetailType: SYNC_ENDED_TYPE,
            Resources: [execution],
            Time: new Date(event.endedAt),
            Detail: JSON.stringify(event),
          },
        ],
      }),
    );
    const [entry] = Entries ?? [];
    if (entry?.ErrorCode) throw new Error(`EventBridge refused the event: ${entry.ErrorCode}`);
  };
}
