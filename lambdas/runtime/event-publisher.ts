import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ANNOUNCEMENT_SOURCE, ANNOUNCEMENT_TYPE, type Announcement } from '../../lib/domain/announcement.ts';

/**
 * Puts announcements on the account's default event bus. Rejects if the bus refuses one: PutEvents answers 200 nevertheless,
 * with the entry's error in the body.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function eventPublisher(client: EventBridgeClient) {
  return async (announcement: Announcement, execution: string): Promise<void> => {
    const { Entries } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: ANNOUNCEMENT_SOURCE,
            DetailType: ANNOUNCEMENT_TYPE,
            Resources: [execution],
            Time: new Date(announcement.endedAt),
            Detail: JSON.stringify(announcement),
          },
        ],
      }),
    );
    const [entry] = Entries ?? [];
    if (entry?.ErrorCode) throw new Error(`EventBridge refused the event: ${entry.ErrorCode}`);
  };
}
