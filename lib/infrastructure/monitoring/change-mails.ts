import { Stack } from 'aws-cdk-lib';
import { EventField, type EventPattern, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { SyncNotice } from '../../domain/sync-notice.ts';
import { type ChangeRecipient, CONNECTIONS_IN_RULE } from './change-recipients.ts';
import { EncryptedTopic } from './encrypted-topic.ts';

interface ChangeMailsProps {
  recipients: readonly ChangeRecipient[];
  /** Matches the end of each sync of this deployment. */
  syncEnded: EventPattern;
  /** The key of the notifications. */
  key: Key;
}

const LINES = [
  'title',
  'sync',
  'thresholds',
  'figures',
  'details',
  'readings',
] as const satisfies readonly (keyof SyncNotice)[];

/**
 * Sends a mail for each sync that changed something or crossed a threshold: for each address a topic with a subscriber,
 * and rules that select the events of its connections. The target lets EventBridge publish to the topic and use its key,
 * without a condition, because EventBridge does not support conditions in a topic's policy.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export class ChangeMails extends Construct {
  constructor(scope: Construct, id: string, { recipients, syncEnded, key }: ChangeMailsProps) {
    super(scope, id);
    for (const { address, connections } of recipients) {
      const topic = new EncryptedTopic(this, address, key, address);
      for (let first = 0; first < connections.length; first += CONNECTIONS_IN_RULE) {
        new Rule(this, `${address}: ${first}`, {
          description: `m365-evidence: sends changes of ${Stack.of(this).stackName} by mail`,
          eventPattern: {
            ...syncEnded,
            detail: {
              changed: [true],
              connection: connections.slice(first, first + CONNECTIONS_IN_RULE),
            },
          },
          targets: [new SnsTopic(topic, { message: mailText() })],
        });
      }
    }
  }
}

/** Returns the mail's text. SNS mails it as EventBridge writes it: each line in double quotes. */
function mailText(): RuleTargetInput {
  const lines = LINES.map((line) => EventField.fromPath(`$.detail.notice.${line}`));
  return RuleTargetInput.fromMultilineText(lines.join('\n'));
}
