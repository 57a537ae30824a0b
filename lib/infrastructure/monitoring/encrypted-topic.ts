import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** A topic whose messages are encrypted with the key and sent only by TLS. If there is an address, it gets them as mails. */
export class EncryptedTopic extends Topic {
  constructor(scope: Construct, id: string, masterKey: Key, address: string | undefined) {
    super(scope, id, { displayName: 'm365-evidence', masterKey, enforceSSL: true });
    if (address !== undefined) this.addSubscription(new EmailSubscription(address));
  }
}
