import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ANNOUNCEMENT_SOURCE, ANNOUNCEMENT_TYPE, type Announcement } from '../domain/announcement.ts';

/**
 * Puts announcements on the account's default event bus. Rejects where the bus did not take one: PutEvents itself
 * answers 200 then, and names the entry's error.
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
    if (entry?.ErrorCode) throw new Error(`EventBridge did not take the event: ${entry.ErrorCode}`);
  };
}
