import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EncryptedTopic } from './encrypted-topic.ts';

/** The topic of the alarms, for people and programs that subscribe to it. */
export class Notifications extends Construct {
  readonly topic: Topic;
  /** The key of this topic, and of other topics with notifications. */
  readonly key: Key;

  constructor(scope: Construct, id: string, notify: string | undefined) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Encrypts notifications',
      enableKeyRotation: true,
      // SNS keeps no message, so nothing needs the key later.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.topic = new EncryptedTopic(this, 'Topic', this.key, notify);
    // CloudWatch publishes as a service, so the policies of the topic and of its key must allow it. The policy of an
    // AWS-managed key cannot be changed, so the topic has its own key.
    // https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    this.key.grant(alarms, 'kms:Decrypt', 'kms:GenerateDataKey');
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [alarms],
        resources: [this.topic.topicArn],
      }),
    );
  }
}
